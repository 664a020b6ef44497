# cmake -DPROGRAM=... -DEXPECTED=... -P RunAndCompare.cmake
# Runs a program and compares what it printed with a recorded file; prints both when they differ.
execute_process(COMMAND "${PROGRAM}" OUTPUT_VARIABLE printed ERROR_VARIABLE complaint RESULT_VARIABLE code)
if(NOT code EQUAL 0)
    message(FATAL_ERROR "${PROGRAM} ended with ${code}\n${printed}${complaint}")
endif()
if(NOT EXISTS "${EXPECTED}")
    return()
endif()
file(READ "${EXPECTED}" expected)
if(NOT printed STREQUAL expected)
    message(FATAL_ERROR "The output is not the recorded one (${EXPECTED}).\n--- recorded\n${expected}\n--- printed\n${printed}")
endif()
