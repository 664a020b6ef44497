// What a planning tool that embeds Linewright would write first. It is built against the installed package and
// against the source tree, by nothing but Boost's headers and Eigen.
#if __has_include(<linewright/linewright.hpp>)
#include <linewright/linewright.hpp>
#endif
#include <linewright/core/time.hpp>
#include <linewright/version.hpp>

#include <iostream>

int main() {
    using namespace linewright::literals;
    const linewright::Duration cycle = 3_min;
    std::cout << "linewright " << linewright::version << ": a cycle of " << cycle.seconds() << " s\n";
    return cycle.seconds() == 180.0 ? 0 : 1;
}
