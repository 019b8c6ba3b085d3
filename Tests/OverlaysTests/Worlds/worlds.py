#!/usr/bin/env python3
"""Random worlds for the merge: releases, statements made against any of them, and the view that must come out.

python3 worlds.py 300 > worlds.jsonl     # the file that the test reads; the same number gives the same worlds

Each line holds one world: the last release, the statements, and what every record and the review must be. The view
comes from `view` below, which is written from the table of the merge and shares nothing with the product's code.
"""
import hashlib
import json
import random
import sys

KIND = "control"
ADVISORY = {"title", "note"}
VALUES = ["a", "b", "c", "\u00e9", "e\u0301", ""]
IDS = ["eu/1", "eu/2", "wa/1", "nsg1/9"]


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value):
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def fingerprint(record):
    return digest({name: value for name, value in record.items() if name not in ADVISORY})


def random_record(chance):
    record = {name: chance.choice(VALUES) for name in ("title", "edition")}
    record["judged"] = chance.random() < 0.5
    for name in ("criterion", "note", "of-a-newer-catalog"):
        if chance.random() < 0.5:
            record[name] = chance.choice(VALUES)
    return record


def random_release(chance):
    return {name: random_record(chance) for name in IDS if chance.random() < 0.6}


def random_world(chance):
    """The releases, oldest first, and the statements in no particular order."""
    releases = [random_release(chance) for _ in range(chance.randint(2, 4))]
    statements = []
    numbers = {"k1": 0, "k2": 0}
    for _ in range(chance.randint(0, 8)):
        kit = chance.choice(sorted(numbers))
        numbers[kit] += 1
        item = chance.choice(IDS)
        base = chance.choice(releases).get(item, {})
        statement = {"kit": kit, "seq": numbers[kit], "author": "7", "time": 0, "record": KIND, "title": item}
        kind = chance.choice(["set", "set", "set", "note", "hide", "add"])
        if kind == "add":
            item = f"x-de-{kit}-{numbers[kit]}"
            statement["value"] = {"title": chance.choice(VALUES), "judged": True}
        elif kind == "hide":
            statement["base"] = fingerprint(base)
        elif kind == "note":
            statement["value"] = chance.choice(VALUES)
        else:
            field = chance.choice(["title", "note", "judged", "criterion"])
            statement |= {"field": field, "value": chance.choice(VALUES), "base": digest(base.get(field))}
        statements.append(statement | {"kind": kind, "id": item})
    chance.shuffle(statements)
    return releases, statements


def view(release, statements):
    """What every record looks like, and what needs a person."""
    items = {name: entry("upstream", record) for name, record in release.items()}
    review = []
    for statement in sorted(statements, key=lambda s: (s["kit"], s["seq"])):
        name, kind = statement["id"], statement["kind"]
        if kind == "add":
            items[name] = entry("local", statement["value"])
            continue
        item = items.setdefault(name, entry("withdrawn", {}))

        def needs_person(reason):
            review.append([statement["kit"], statement["seq"], reason])

        is_gone = item["origin"] == "withdrawn"
        upstream = release.get(name, {})
        if is_gone:
            needs_person("withdrawn")
        if kind == "note":
            item["notes"].append(statement["value"])
        elif kind == "hide" and not is_gone:
            if statement["base"] == fingerprint(upstream):
                item["hidden"] = True
            else:
                needs_person("changed-since-hidden")
        elif kind == "set":
            field, value = statement["field"], statement["value"]
            now = upstream.get(field)
            if field not in ADVISORY:
                reason = "authority-only"
            elif is_gone:
                reason = ""
            elif now == value or statement["base"] == digest(now):
                item["fields"][field] = value
                continue
            else:
                reason = "both-changed" if field in upstream else "field-gone"
            item["beside"].setdefault(field, []).append(value)
            if reason:
                needs_person(reason)
    return {"items": items, "review": review}


def entry(origin, fields):
    return {"origin": origin, "fields": dict(fields), "hidden": False, "notes": [], "beside": {}}


def lines(count, view=view, seed=1):
    for number in range(count):
        releases, statements = random_world(random.Random(seed * 1_000_003 + number))
        world = {"release": releases[-1], "statements": statements, "view": view(releases[-1], statements)}
        yield canonical(world)


if __name__ == "__main__":
    for line in lines(int(sys.argv[1]) if len(sys.argv) > 1 else 300):
        print(line)
