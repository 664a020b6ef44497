// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The C++ examples and the files of examples/plants describe the same plants.
#include <gtest/gtest.h>

// What the examples include, here, so that it does not end up inside a namespace below.
#include <algorithm>
#include <cstdio>
#include <linewright/linewright.hpp>
#include <string>
#include <utility>
#include <vector>

#include "linewright/io/edit.hpp"
#include "linewright/io/json.hpp"

#define main                    \
    unused_main() { return 0; } \
    [[maybe_unused]] void unused_rest  // NOLINT
namespace gearbox {
#include "../../examples/cpp/gearbox.cpp"
}
namespace penny_fab_ways {
#include "../../examples/cpp/penny_fab.cpp"
}
namespace machining {
#include "../../examples/cpp/machining_line.cpp"
}
namespace two {
#include "../../examples/cpp/two_products.cpp"
}
namespace sewing {
#include "../../examples/cpp/sewing_line.cpp"
}
namespace shop {
#include "../../examples/cpp/job_shop.cpp"
}
#undef main

namespace {

void expect_same(linewright::Plant built, const std::string& file) {
    const linewright::Plant stored = linewright::load_plant(LINEWRIGHT_SOURCE_DIR "/examples/plants/" + file + ".json");
    EXPECT_FALSE(stored.description.empty()) << file << " says where it comes from";
    EXPECT_TRUE(linewright::check(stored).empty());
    built.description = stored.description;  // for readers of the file; a program has its comment
    for (const auto& difference : linewright::diff(stored, built)) ADD_FAILURE() << file << ": " << difference.text();
    EXPECT_EQ(stored, built) << file;
}

TEST(Examples, AreTheSamePlantsInCodeAndAsFiles) {
    expect_same(gearbox::gearbox_line(), "gearbox");
    expect_same(penny_fab_ways::penny_fab_push(), "penny_fab_push");
    expect_same(penny_fab_ways::penny_fab_conwip(10), "penny_fab_conwip");
    expect_same(penny_fab_ways::penny_fab_kanban(2), "penny_fab_kanban");
    expect_same(machining::machining_line(), "machining_line");
    expect_same(two::two_products(), "two_products");
    expect_same(sewing::sewing_line(), "sewing_line");
    expect_same(shop::job_shop(), "job_shop");
}

}  // namespace
