// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
#include "cli/terminal.hpp"

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#if defined(__unix__) || defined(__APPLE__)
#include <sys/ioctl.h>
#include <unistd.h>
#define LINEWRIGHT_HAS_TERMINAL 1
#else
#define LINEWRIGHT_HAS_TERMINAL 0
#endif

namespace linewright::cli {

std::atomic<bool> stop_wanted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may touch nothing else");

namespace {

extern "C" void on_signal(int signal) {
    stop_wanted.store(true, std::memory_order_relaxed);
    std::signal(signal, SIG_DFL);  // the second time means it
}

/// Columns of the terminal behind a file descriptor, or 0.
int terminal_width([[maybe_unused]] int descriptor) {
#if LINEWRIGHT_HAS_TERMINAL
    winsize size{};
    if (isatty(descriptor) != 0 && ioctl(descriptor, TIOCGWINSZ, &size) == 0) return size.ws_col;
#endif
    return 0;
}

bool is_terminal([[maybe_unused]] int descriptor) {
#if LINEWRIGHT_HAS_TERMINAL
    return isatty(descriptor) != 0;
#else
    return false;
#endif
}

}  // namespace

int page_width() {
    const int columns = terminal_width(1);
    return columns > 0 ? std::clamp(columns, 72, 100) : 100;
}

bool speaks_utf8() {
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        std::string text(value);
        std::transform(text.begin(), text.end(), text.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        return text.find("utf-8") != std::string::npos || text.find("utf8") != std::string::npos;
    }
    return false;
}

void listen_for_stop() {
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
}

ProgressLine::ProgressLine() : terminal_(is_terminal(2)), begun_(std::chrono::steady_clock::now()) {
    if (const int columns = terminal_width(2); columns > 0) width_ = columns;
}
ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::show(int done, int wanted) {
    using std::chrono::duration_cast;
    using std::chrono::milliseconds;
    using std::chrono::steady_clock;
    if (!terminal_ || width_ < 30) return;
    const auto now = steady_clock::now();
    // Nothing flickers for a run that is over at once.
    if (now - begun_ < milliseconds(300) || (shown_ && now - last_ < milliseconds(100))) return;
    last_ = now;
    shown_ = true;
    const std::string count = " " + std::to_string(done) + " of " + std::to_string(wanted);
    const auto tenths = duration_cast<milliseconds>(now - begun_).count() / 100;
    std::string text =
        count + " replications, " + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s";
    if (text.size() + 12 > static_cast<std::size_t>(width_)) text = count;
    const int room = std::min(40, width_ - 3 - static_cast<int>(text.size()));
    if (room < 4) return;
    const int full = wanted > 0 ? static_cast<int>(static_cast<long long>(room) * done / wanted) : 0;
    const std::string line = "\r[" + std::string(static_cast<std::size_t>(full), '#') +
                             std::string(static_cast<std::size_t>(room - full), '.') + "]" + text + "\x1b[K";
    std::fwrite(line.data(), 1, line.size(), stderr);
    std::fflush(stderr);
}

void ProgressLine::clear() {
    if (!shown_) return;
    std::fputs("\r\x1b[K", stderr);
    std::fflush(stderr);
    shown_ = false;
}

}  // namespace linewright::cli
