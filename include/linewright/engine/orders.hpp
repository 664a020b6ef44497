// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The order book of a run: what was promised by when, what of it is delivered, and how late. A job with a due date is
// an order of one; a dated delivery is one order with its quantity.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "linewright/core/rules.hpp"
#include "linewright/engine/counters.hpp"
#include "linewright/engine/program.hpp"

namespace linewright {

/// The orders of one product that fell due in the window.
struct OrderCount {
    std::uint64_t due = 0;
    std::uint64_t on_time = 0;     ///< complete in full quantity at or before their due date
    std::uint64_t late = 0;        ///< complete after it
    std::uint64_t open = 0;        ///< not complete at the end of the window
    std::uint64_t fell_short = 0;  ///< for good: of their jobs one was scrapped, lost or sold as a lower grade
    WideSum tardiness{};           ///< ticks after the due date; of the open ones up to the end of the window
    WideSum earliness{};           ///< ticks before it
    Tick worst = 0;                ///< the longest tardiness
    bool operator==(const OrderCount&) const = default;
};

class OrderBook {
   public:
    OrderBook() = default;
    OrderBook(std::size_t products, std::size_t named, Tick from)
        : counts_(products), finished_(named, never), from_(from) {}

    /// Takes an order in. The window begins at the end of the warm-up: what is due before doesn't count.
    std::uint32_t open(std::uint32_t product, std::uint32_t source, std::uint32_t quantity, Tick due,
                       std::uint32_t name, Tick now) {
        if (free_ == none && orders_.size() == limit_) settle(now);
        std::uint32_t slot = free_;
        if (slot != none) {
            free_ = orders_[slot].next;
        } else {
            slot = static_cast<std::uint32_t>(orders_.size());
            orders_.emplace_back();
        }
        orders_[slot] = {due,     never,       rule<"orders.complete_with_all_jobs">() ? quantity : 1,
                         product, source,      name,
                         none,    Status::open};
        ++open_;
        return slot;
    }
    /// One good job of it is there. True when that completes the order.
    bool deliver(std::uint32_t slot, Tick now) {
        Order& order = orders_[slot];
        if (--order.left != 0) return false;
        if (order.name != none && order.status != Status::broken) finished_[order.name] = now;
        --open_;
        if (order.status == Status::broken) {  // what was left of it; it counts as short
            order.status = Status::closed;
        } else {
            order.status = Status::complete;
            order.completed = now;
        }
        if (order.due <= now || order.due == never) close(slot, now + 1);
        return true;
    }
    /// One of its jobs will never come.
    void lose(std::uint32_t slot, Tick now) {
        if (rule<"orders.short_for_good">()) orders_[slot].status = Status::broken;
        deliver(slot, now);
    }
    [[nodiscard]] std::uint32_t source_of(std::uint32_t slot) const { return orders_[slot].source; }
    [[nodiscard]] std::uint32_t product_of(std::uint32_t slot) const { return orders_[slot].product; }
    [[nodiscard]] Tick due_of(std::uint32_t slot) const { return orders_[slot].due; }
    [[nodiscard]] std::uint32_t open_orders() const { return open_; }
    /// When a named order was complete, or `never`.
    [[nodiscard]] Tick finished(std::uint32_t name) const { return finished_[name]; }
    /// The orders of a product that are due in [end of the warm-up, now).
    [[nodiscard]] OrderCount count(std::uint32_t product, Tick now) const {
        OrderCount total = counts_[product];
        for (const Order& order : orders_)
            if (order.status != Status::free && order.product == product) add(total, order, now);
        return total;
    }
    template <class Archive>
    void io(Archive& a) {
        a(orders_, counts_, finished_, from_, free_, open_, limit_);
    }

   private:
    enum class Status : std::uint32_t { free, open, broken, closed, complete };  // closed: broken, and nothing is left
    struct Order {
        Tick due = never, completed = never;
        std::uint32_t left = 0;  // jobs
        std::uint32_t product = 0, source = none, name = none;
        std::uint32_t next = none;
        Status status = Status::free;
    };

    void add(OrderCount& c, const Order& order, Tick now) const {
        if (order.due == never || order.due >= now) return;
        if (order.due < from_ && rule<"orders.due_in_the_window_count">()) return;
        ++c.due;
        const auto tardy = [&](Tick by) {
            c.tardiness.add(static_cast<std::uint64_t>(by));
            c.worst = std::max(c.worst, by);
        };
        if (order.status == Status::broken || order.status == Status::closed) {
            ++c.fell_short;
        } else if (order.status == Status::open) {
            ++c.open;
            if (rule<"orders.open_ones_are_late_up_to_the_end">()) tardy(now - order.due);
        } else if (order.completed < order.due ||
                   (order.completed == order.due && rule<"orders.on_time_at_the_due_date">())) {
            ++c.on_time;
            c.earliness.add(static_cast<std::uint64_t>(order.due - order.completed));
        } else {
            ++c.late;
            tardy(order.completed - order.due);
        }
    }
    void close(std::uint32_t slot, Tick now) {
        Order& order = orders_[slot];
        add(counts_[order.product], order, now);
        order.status = Status::free;
        order.next = free_;
        free_ = slot;
    }
    /// What was complete before its date counts when the date has come. Looked at only when the book is full, and the
    /// book grows when that frees little: so each order is looked at a few times in all.
    void settle(Tick now) {
        std::size_t freed = 0;
        for (std::uint32_t k = 0; k < orders_.size(); ++k)
            if ((orders_[k].status == Status::complete || orders_[k].status == Status::closed) &&
                orders_[k].due < now) {
                close(k, now);
                ++freed;
            }
        if (freed * 4 <= limit_) {
            limit_ = std::max(16U, limit_ * 2);
            orders_.reserve(limit_);
        }
    }

    std::vector<Order> orders_;
    std::vector<OrderCount> counts_;  // per product
    std::vector<Tick> finished_;      // per named order
    Tick from_ = 0;
    std::uint32_t free_ = none, open_ = 0;
    std::uint32_t limit_ = 0;  // of the book before it is looked through: not its capacity, which a copy doesn't keep
};

}  // namespace linewright
