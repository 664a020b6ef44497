// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Work calendars as the engine reads them: a pure function from an instant to "on shift, in a break, off shift", and
// the next instant at which that changes. Patterns repeat for ever, so nothing is unrolled before a run and no horizon
// is too far. (What is pending is kept elsewhere: calendar.hpp.)
//
// Local time: a calendar speaks of days and times of the day by the clock on the wall. The plant's clock changes lead
// from there to elapsed time. A time of the day that comes twice means the first; one that is skipped means the moment
// of the change.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "linewright/core/sampler.hpp"
#include "linewright/core/time.hpp"
#include "linewright/plant/shifts.hpp"

namespace linewright {

/// The wall clock of a plant: when it started, and how it is put forward and back.
struct WallClock {
    struct Change {
        std::int64_t at = 0;      ///< elapsed seconds since the epoch of the local clock at the start
        std::int64_t offset = 0;  ///< of the wall clock against it from then on
    };
    std::int64_t start = 0;  ///< wall clock at the start, seconds since 1970
    double ticks_per_second = 1e6;
    std::vector<Change> changes;

    /// The tick at which the wall clock shows `local`.
    [[nodiscard]] Tick tick(std::int64_t local) const {
        std::int64_t elapsed = local, before = 0;
        for (const Change& c : changes) {
            if (local < c.at + before) break;
            elapsed = std::max(local - c.offset, c.at);
            before = c.offset;
        }
        const double t = static_cast<double>(elapsed - start) * ticks_per_second;
        return t >= 0x1p59 ? never : t <= -0x1p59 ? -(Tick{1} << 59) : to_ticks(t);
    }
    /// What the wall clock shows at a tick, whole seconds.
    [[nodiscard]] std::int64_t local(Tick t) const {
        const auto elapsed = start + static_cast<std::int64_t>(static_cast<double>(t) / ticks_per_second);
        std::int64_t offset = 0;
        for (const Change& c : changes)
            if (elapsed >= c.at) offset = c.offset;
        return elapsed + offset;
    }
    static constexpr std::int64_t day_seconds = 86400;
    /// The day that it shows, since 1970.
    [[nodiscard]] std::int64_t day(Tick t) const {
        const std::int64_t seconds = local(t);
        return seconds >= 0 ? seconds / day_seconds : -((-seconds + day_seconds - 1) / day_seconds);
    }
};

class WorkCalendar {
   public:
    static constexpr std::int64_t day_seconds = WallClock::day_seconds;
    /// Work or a break, in seconds from the midnight of the day on which the shift begins.
    struct Piece {
        std::int64_t from = 0, to = 0;
        bool rest = false;
    };
    using Day = std::vector<Piece>;
    struct Date {
        std::int64_t day = 0;
        Day pieces;
    };
    struct Span {
        Tick from = 0, to = 0;
        Presence as = Presence::off;
    };

    std::vector<Day> cycle;        ///< empty: on shift on every day that isn't a date
    std::int64_t cycle_first = 0;  ///< a day on which the cycle begins
    std::vector<Date> dates;       ///< in order
    std::vector<Span> spans;       ///< the later goes before the earlier

    [[nodiscard]] Presence at(const WallClock& clock, Tick t) const {
        for (std::size_t i = spans.size(); i-- > 0;)
            if (t >= spans[i].from && t < spans[i].to) return spans[i].as;
        const std::int64_t today = day_of(clock, t);
        Presence presence = Presence::off;
        for (std::int64_t d = today - 2; d <= today + 1; ++d)
            for (const Piece& piece : pieces(d))
                if (t >= clock.tick(d * day_seconds + piece.from) && t < clock.tick(d * day_seconds + piece.to)) {
                    if (!piece.rest) return Presence::on;
                    presence = Presence::rest;
                }
        return presence;
    }
    /// The first instant after t at which something else holds than at t; never when nothing changes any more.
    [[nodiscard]] Tick next_change(const WallClock& clock, Tick t) const {
        const Presence now = at(clock, t);
        const std::int64_t last = last_day(clock, t);
        for (Tick edge = next_edge(clock, t, last); edge != never; edge = next_edge(clock, edge, last))
            if (at(clock, edge) != now) return edge;
        return never;
    }

   private:
    static std::int64_t day_of(const WallClock& clock, Tick t) { return clock.day(t); }
    [[nodiscard]] const Day& pieces(std::int64_t day) const {
        static const Day whole{{0, day_seconds, false}};
        const auto found =
            std::lower_bound(dates.begin(), dates.end(), day, [](const Date& d, std::int64_t n) { return d.day < n; });
        if (found != dates.end() && found->day == day) return found->pieces;
        if (cycle.empty()) return whole;
        const auto n = static_cast<std::int64_t>(cycle.size());
        return cycle[static_cast<std::size_t>(((day - cycle_first) % n + n) % n)];
    }
    /// After this day the pattern has shown all it has.
    [[nodiscard]] std::int64_t last_day(const WallClock& clock, Tick t) const {
        std::int64_t day = day_of(clock, t);
        if (!dates.empty()) day = std::max(day, dates.back().day);
        for (const Span& span : spans) day = std::max(day, day_of(clock, span.to));
        return day + static_cast<std::int64_t>(cycle.size()) + 3;
    }
    [[nodiscard]] Tick next_edge(const WallClock& clock, Tick t, std::int64_t last) const {
        Tick best = never;
        const auto look = [&](Tick edge) {
            if (edge > t && edge < best) best = edge;
        };
        for (const Span& span : spans) {
            look(span.from);
            look(span.to);
        }
        for (std::int64_t d = day_of(clock, t) - 2; d <= last && clock.tick(d * day_seconds) < best; ++d)
            for (const Piece& piece : pieces(d)) {
                look(clock.tick(d * day_seconds + piece.from));
                look(clock.tick(d * day_seconds + piece.to));
            }
        return best;
    }
};

}  // namespace linewright
