// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What the command knows of the terminal it runs in: its width, whether it shows UTF-8, a line that shows progress,
// and Ctrl-C as a request to stop.
#pragma once

#include <atomic>
#include <chrono>
#include <string>

namespace linewright::cli {

/// Columns of the terminal behind stdout, or 100 where there is none; from 72 to 100.
[[nodiscard]] int page_width();
/// True when the locale says that text is UTF-8. Only the environment is looked at: numbers have no locale here.
[[nodiscard]] bool speaks_utf8();

/// Ctrl-C (and a polite kill) set this. The second one ends the program as ever.
extern std::atomic<bool> stop_wanted;
void listen_for_stop();

/// A line on stderr that shows how far the replications are, where stderr is a terminal; nothing elsewhere.
class ProgressLine {
   public:
    ProgressLine();
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    void show(int done, int wanted);
    void clear();

   private:
    bool terminal_;
    bool shown_ = false;
    int width_ = 80;
    std::chrono::steady_clock::time_point begun_;
    std::chrono::steady_clock::time_point last_{};
};

}  // namespace linewright::cli
