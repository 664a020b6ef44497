// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Long work without the GIL that Ctrl-C can stop: the work goes on in a thread, the calling thread looks for signals
// every few milliseconds. Python only delivers them to its main thread, so that is where the call must come from.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

#include "bindings.hpp"
#include "linewright/engine/simulation.hpp"

namespace linewright::python {

/// Calls `work(StopToken)` without the GIL. When a signal's handler raises (KeyboardInterrupt), the work is told to
/// stop, awaited, and the exception goes on from here.
template <class Work>
void interruptible(Work&& work) {
    std::atomic<bool> stop{false};
    const py::gil_scoped_release release;
    std::mutex mutex;
    std::condition_variable news;
    bool done = false;
    std::exception_ptr thrown;
    std::thread worker([&] {
        try {
            work(StopToken(&stop));
        } catch (...) {
            thrown = std::current_exception();
        }
        const std::lock_guard lock(mutex);
        done = true;
        news.notify_one();
    });
    std::exception_ptr signalled;
    std::unique_lock lock(mutex);
    while (!done) {
        if (news.wait_for(lock, std::chrono::milliseconds(10), [&] { return done; })) break;
        lock.unlock();
        if (!signalled) {
            const py::gil_scoped_acquire gil;
            if (PyErr_CheckSignals() != 0) {
                signalled = std::make_exception_ptr(py::error_already_set());
                stop = true;
            }
        }
        lock.lock();
    }
    lock.unlock();
    worker.join();
    if (signalled) std::rethrow_exception(signalled);
    if (thrown) std::rethrow_exception(thrown);
}

}  // namespace linewright::python
