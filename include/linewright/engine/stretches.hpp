// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Loading, processing and unloading in one stretch, where nothing but the calendar could stop them: one event at the
// end instead of three. What happens between (states, counts) is made up for, to the tick, before anybody looks: at the
// end, when the work stands, when counting begins, and at the end of a run. Whoever listens, or goes instant by
// instant, has every stage for itself; the figures are the same.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

/// The stage runs, and those after it are known: the event is at the end of the last.
template <class O>
void Run<O>::fuse(std::uint32_t place) {
    Place& at = s.places_[place];
    const Program::Station& st = p.stations[p.place_station[place]];
    Job& job = s.jobs_[at.job];
    const Program::OpStation& cost = p.op_stations[at.cost];
    Tick end = at.ends;
    at.fused = 0;
    if (st.loads_ahead && at.stage == Stage::load) {  // it may have to wait then
        return schedule(place, end, EventClass::completion);
    }
    if (at.stage == Stage::load) {
        at.work = ticks_of(st.batch == none ? work_of(cost, at.lane, job.number) : batch_work(place), cost.process);
        end += has_next_slot(place) ? std::min(at.work, cost.interval) : at.work;
        ++at.fused;
    } else if (at.stage == Stage::process) {
        at.begun = job.begun = 1;
    }
    if (at.stage != Stage::setup && at.stage != Stage::unload && st.unloads_with && cost.unload != none) {
        at.after = sample_ticks(cost.unload, at.lane, job.number);
        end += at.after;
        ++at.fused;
    }
    schedule(place, end, EventClass::completion);
}

/// The stages that have ended up to an instant, that included, are made up for.
template <class O>
void Run<O>::catch_up(std::uint32_t place, Tick upto) {
    Place& at = s.places_[place];
    for (; at.fused > 0 && at.ends <= upto; --at.fused, ++s.events_) {
        const Tick then = at.ends;
        if (at.stage == Stage::load) {
            at.stage = Stage::process;
            at.draw = p.op_stations[at.cost].process;
            at.full = at.remaining = at.work;
            split_work(place);
            at.begun = s.jobs_[at.job].begun = 1;
            state_from(place, State::processing, then);
        } else {
            process_done(place);
            at.draw = p.op_stations[at.cost].unload;
            at.full = at.remaining = at.after;
            state_from(place, State::unload, then);
        }
        at.ends = then + at.full;
    }
}
template <class O>
void Run<O>::state_from(std::uint32_t place, State state, Tick at) {
    Place& here = s.places_[place];
    if (here.state == state) return;
    s.state_times_[place].change(here.state, state, at);
    here.state = state;
}

template <class O>
void Run<O>::catch_all_up(Tick upto) {
    for (std::uint32_t place = 0; place < s.places_.size(); ++place)
        if (s.places_[place].fused) catch_up(place, upto);
}

/// Every stage has an event of its own again.
template <class O>
void Run<O>::part_stretches() {
    for (std::uint32_t place = 0; place < s.places_.size(); ++place) {
        Place& at = s.places_[place];
        if (!at.fused) continue;
        catch_up(place, s.now_ - 1);
        at.fused = 0;
        schedule(place, at.ends, EventClass::completion);
    }
}

}  // namespace linewright
