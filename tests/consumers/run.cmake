# cmake -DKIND=... -DSOURCE=... -DBUILD=... -P run.cmake: lays Linewright down in one of the three ways, as a user
# would, and builds and runs the consumer of that kind in a folder of its own.
set(work "${BUILD}/consumers/${KIND}")
set(here "${SOURCE}/tests/consumers")
file(REMOVE_RECURSE "${work}")
file(MAKE_DIRECTORY "${work}")

function(run)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE printed ERROR_VARIABLE printed
                    WORKING_DIRECTORY "${work}")
    if(NOT code EQUAL 0)
        list(JOIN ARGN " " command)
        message(NOTICE "${command}\nended with ${code}\n${printed}")
        message(FATAL_ERROR "the consumer ${KIND} failed")
    endif()
    set(printed "${printed}" PARENT_SCOPE)
endfunction()

if(KIND STREQUAL "pip")
    # A plain, not editable, install by pip; --target keeps it apart from the environment that builds it.
    run("${CMAKE_COMMAND}" -E env "${PYTHON}" -m pip install --no-build-isolation --no-deps --no-index --config-settings=cmake.define.LINEWRIGHT_WERROR=ON
        --target "${work}/site" "${SOURCE}")
    # -S: without the environment's own packages, so without an editable install of this tree
    run("${PYTHON}" -I -S "${here}/pip/consumer.py" "${work}/site")
    message(STATUS "${printed}")
    return()
endif()

set(options -G "${GENERATOR}" "-DCMAKE_CXX_COMPILER=${CXX}" "-DCMAKE_BUILD_TYPE=${CONFIG}")
if(KIND STREQUAL "find_package")
    run("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${work}/prefix")
    list(APPEND options "-DCMAKE_PREFIX_PATH=${work}/prefix")
    # Moved, so that nothing points back to where it was installed.
    file(RENAME "${work}/prefix" "${work}/moved")
    list(TRANSFORM options REPLACE "/prefix$" "/moved")
else()
    list(APPEND options "-DLINEWRIGHT_SOURCE_DIR=${SOURCE}")
endif()
run("${CMAKE_COMMAND}" -S "${here}/${KIND}" -B "${work}/build" ${options})
run("${CMAKE_COMMAND}" --build "${work}/build")
run("${CMAKE_CTEST_COMMAND}" --test-dir "${work}/build" --no-tests=error --output-on-failure)
message(STATUS "${printed}")
