// The same with the compiled part beside it: the reader of JSON, without nlohmann-json in sight.
#include <linewright/io/json.hpp>
#include <linewright/version.hpp>

#include <iostream>

int main() {
    const linewright::Plant plant{.name = "line"};
    const linewright::Plant again = linewright::read_plant(linewright::write_plant(plant));
    std::cout << "linewright " << linewright::version << ": " << again.name << "\n";
    return again.name == plant.name ? 0 : 1;
}
