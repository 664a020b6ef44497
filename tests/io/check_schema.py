"""Does the schema say the same as the reader?

    check_schema.py SCHEMA CASES    CASES: a JSON list of {"reads": true or false, "plant": ...}

Prints each plant on which the two differ. Needs the jsonschema package; without it the exit code is 77 (skipped).
"""

import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    sys.exit(77)


def main(schema_file: str, cases_file: str) -> int:
    schema = json.loads(pathlib.Path(schema_file).read_text(encoding="utf-8"))
    cases = json.loads(pathlib.Path(cases_file).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    differ = 0
    for case in cases:
        fault = next(validator.iter_errors(case["plant"]), None)
        if (fault is None) != case["reads"]:
            differ += 1
            print("the reader", "takes" if case["reads"] else "refuses", "but the schema does not:")
            print("   ", json.dumps(case["plant"])[:2000])
            print(
                "   ", case.get("why", "") if fault is None else f"{list(fault.absolute_path)}: {fault.message}"[:500]
            )
    read = sum(case["reads"] for case in cases)
    print(f"{len(cases)} plants, {read} of them good, {differ} judged otherwise by the schema")
    return 1 if differ or not cases else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
