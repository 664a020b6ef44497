import linewright as lw

failing = lw.Breakdown(uptime=lw.exponential("8 h"), repair=lw.lognormal("25 min", "10 min"))
plant = lw.Plant(name="first line")
plant.add(lw.Source("castings", interarrival=lw.exponential("3 min")))
plant.add(lw.Station("mill", cycle=lw.triangular("2 min", "2.5 min", "4 min"), breakdowns=[failing]))
plant.add(lw.Station("drill", cycle="2 min"))
result = plant.run("30 d", warmup="2 d", replications=20)
print("jobs an hour:", result.throughput)
print("mill under repair:", result.figure("stations", "mill", "repair"))
