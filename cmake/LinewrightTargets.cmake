# What every target of this project's own is built with. Nothing of it reaches those who use the library.

option(LINEWRIGHT_WERROR "Treat warnings in Linewright's own targets as errors" ${LINEWRIGHT_DEVELOPING})
set(LINEWRIGHT_SANITIZE "" CACHE STRING "Sanitizers for Linewright's own targets, e.g. address,undefined")

# "The same figures everywhere" cannot be kept by a compiler that may reorder sums (the header refuses too).
string(JOIN " " _linewright_flags "${CMAKE_CXX_FLAGS}" "${CMAKE_CXX_FLAGS_DEBUG}" "${CMAKE_CXX_FLAGS_RELEASE}"
       "${CMAKE_CXX_FLAGS_RELWITHDEBINFO}" "${CMAKE_CXX_FLAGS_MINSIZEREL}")
if(_linewright_flags MATCHES "(-ffast-math|-Ofast|-funsafe-math-optimizations|-fassociative-math|-freciprocal-math|-ffinite-math-only|/fp:fast)")
    message(FATAL_ERROR "Linewright promises the same figures everywhere: take ${CMAKE_MATCH_1} out of the compiler flags.")
endif()

function(linewright_own target)
    target_compile_features(${target} PRIVATE cxx_std_20)
    set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF CXX_VISIBILITY_PRESET hidden
                                               VISIBILITY_INLINES_HIDDEN ON)
    if(MSVC)
        target_compile_options(${target} PRIVATE /W4 /permissive- /utf-8 /fp:precise)
        if(LINEWRIGHT_WERROR)
            target_compile_options(${target} PRIVATE /WX)
        endif()
        return()
    endif()
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -ffp-contract=off)
    if(LINEWRIGHT_WERROR)
        target_compile_options(${target} PRIVATE -Werror)
    endif()
    # g++ 12 warns of overlaps in std::string's own operator+ (its bug 105651, mended in 13).
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
        target_compile_options(${target} PRIVATE -Wno-restrict)
    endif()
    if(LINEWRIGHT_SANITIZE)
        target_compile_options(${target} PRIVATE -fsanitize=${LINEWRIGHT_SANITIZE} -fno-sanitize-recover=all
                                                 -fno-omit-frame-pointer)
        target_link_options(${target} PRIVATE -fsanitize=${LINEWRIGHT_SANITIZE})
        # g++ 12 reports false maybe-uninitialized values in instrumented library code.
        if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
            target_compile_options(${target} PRIVATE -Wno-maybe-uninitialized)
        endif()
    endif()
endfunction()
