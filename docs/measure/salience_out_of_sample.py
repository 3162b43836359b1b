"""Salience with weights that never saw the film they are measured on.

For every film the weights of the signals are fitted on all other films (logistic regression, weights not negative, as a reason that counts against a
scene cannot be shown), and the film is ranked with them. Beside it a ranking in which nothing was fitted: all signals alike, together as strong as
length. The signals are read from the factors of the analysis document: contribution / weight is what the score adds up.

    python3 docs/measure/salience_out_of_sample.py --scorer DIR_OF_score_salience.py [--bin target/release/mashhad]      (needs numpy)
"""
import argparse, collections, sys

import numpy as np


def films_of(scorer, options):
    rows = collections.OrderedDict()
    for row in scorer.rows_of(options.data):
        rows.setdefault(row["movie"], []).append(row)
    for film, scenes in rows.items():
        scenes = sorted(scenes, key=lambda row: row["scene"])
        labels = np.array([int(bool(row["is_salient"])) for row in scenes])
        if 0 < labels.sum() < len(labels):
            yield film, scenes, labels


def excesses(scorer, options, scenes):
    """One row for each labelled scene: the excess of every signal in the product's scene that shares most letters with it."""
    text, spans = "", []
    for row in scenes:
        body = scorer.newlines(row["text"]).strip("\n")
        spans.append((len(text), len(text) + len(body)))
        text += body + "\n\n"
    document = scorer.analyze(options, text=text, components="salience")
    at = scorer.Utf16(scorer.text_of(document, text))
    place = {scene["ordinal"]: (at.point(scene["start"]), at.point(scene["end"])) for scene in document["screenplay"]["scenes"]}
    made = []
    for scene in document["salience"]["scenes"]:
        parts = {factor["signal"]: factor["contribution"] / factor["weight"] for factor in scene["factors"] if factor["weight"]}
        made.append((*place[scene["ordinal"]], scene["score"], parts))
    found = []
    for start, end in spans:
        over = max(made, key=lambda scene: (min(end, scene[1]) - max(start, scene[0]), scene[2]))
        found.append(over[3] if min(end, over[1]) > max(start, over[0]) else {})
    return found


def fit(x, y, ridge=1.0, steps=400):
    """Weights >= 0 of a ridge logistic regression by projected gradients."""
    weights, bias, rate = np.zeros(x.shape[1]), 0.0, 2.0
    for _ in range(steps):
        error = 1 / (1 + np.exp(-(x @ weights + bias))) - y
        weights = np.maximum(0, weights - rate * (x.T @ error / len(y) + ridge * weights / len(y)))
        bias -= rate * error.mean()
    return weights


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--scorer", required=True, help="folder of the scorer score_salience.py")
    arguments.add_argument("--bin", default="target/release/mashhad")
    arguments.add_argument("--data", default=None)
    arguments.add_argument("--select", type=float, default=.35)
    given = arguments.parse_args()
    sys.path.insert(0, given.scorer)
    import lib, score_salience as scorer
    options = lib.arguments("salience/mensa_val.jsonl", "").parse_args(["--bin", given.bin] + (["--data", given.data] if given.data else []))
    films = [(film, scenes, labels, excesses(scorer, options, scenes)) for film, scenes, labels in films_of(scorer, options)]
    names = sorted({name for *_, found in films for parts in found for name in parts} - {"script_average"})
    length = names.index("length")
    data = [np.array([[parts.get(name, 0.0) for name in names] for parts in found]) for *_, found in films]
    table, kept = collections.defaultdict(lambda: collections.defaultdict(list)), np.zeros(len(names))
    for at, (film, scenes, labels, _) in enumerate(films):
        others = [i for i in range(len(films)) if i != at]
        weights = fit(np.vstack([data[i] for i in others]), np.concatenate([films[i][2] for i in others]))
        kept += weights > 1e-6
        words = [len(row["text"].split()) for row in scenes]
        spread = data[at] @ np.where(np.arange(len(names)) == length, 0.0, 1.0)
        scale = np.std(data[at][:, length]) / max(np.std(spread), 1e-9)
        rankings = {"fitted on the others": data[at] @ weights, "nothing fitted": data[at][:, length] + scale * spread, "length": words}
        for name, scores in rankings.items():
            for metric, value in scorer.measure(list(scores), list(labels), words, given.select).items():
                table[name][metric].append(value)
    print(f"{len(films)} films, {sum(len(scenes) for _, scenes, *_ in films)} scenes, {len(names)} signals")
    print(f"{'':22}" + "".join(f"{metric:>10}" for metric in scorer.METRICS))
    for name, metrics in table.items():
        print(f"{name:22}" + "".join(f"{scorer.mean(metrics[metric]):10.4f}" for metric in scorer.METRICS))
    for name in ("fitted on the others", "nothing fitted"):
        for metric in scorer.METRICS:
            gain, low, high = lib.bootstrap([a - b for a, b in zip(table[name][metric], table["length"][metric])], seed=1)
            print(f"{name} - length {metric:9} {gain:+.4f} [{low:+.4f}, {high:+.4f}]")
    print("signals with a weight, of", len(films), "fits:", ", ".join(f"{name} {int(count)}" for name, count in zip(names, kept)))


if __name__ == "__main__":
    main()
