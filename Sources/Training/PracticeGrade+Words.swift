import Catalog
import Identification
import Presentation

extension PracticeGrade {
  /// The grade in words: hazards first, then the decision, the readings, and what a good examiner would have asked.
  public var lines: [String] {
    var lines = ["", "PRACTICE RESULT – \(practice.name)"]
    lines += hazardLines
    lines += decisionLines
    lines += readingLines
    lines.append(
      "Time: \(PracticeDialogue.seconds(seconds)) of looking; a good examiner, who knows what can be seen here, "
        + "\(PracticeDialogue.seconds(examiner.seconds))."
    )
    lines += entryLines
    lines += ["", "What a good examiner would have asked"]
    lines += examiner.steps.enumerated().map { place, step in
      "\(place + 1)  \(step.feature.question) – \(step.reading.text); because \(step.why)."
    }
    if examiner.steps.isEmpty { lines.append("Nothing more: the papers and the outside decide.") }
    if practice.outcome == .undecided, !examiner.stillMissing.isEmpty {
      lines.append("Still missing then: \(names(Array(examiner.stillMissing.prefix(6)))).")
    }
    lines += ["", practice.lesson, StandingNotice.sentence]
    return lines
  }

  private var hazardLines: [String] {
    if hazards.isEmpty { return ["Hazards: none that had to be named first."] }
    let missed = hazardsMissed
    if missed.isEmpty {
      return ["Hazards: ✓ named before anything else: \(hazards.map(\.name).joined(separator: ", "))."]
    }
    return ["Hazards: ✗ not named before anything else: \(missed.map(\.name).joined(separator: ", "))."]
      + missed.flatMap { hazard in ["! \(hazard.name)"] + hazard.warning.dropFirst() }
  }

  private var decisionLines: [String] {
    let decided = run.decision?.words() ?? "none"
    guard isRight else {
      return ["Decision: ✗ \(decided). It is: \(practice.outcome.words())."]
    }
    if isSupported { return ["Decision: ✓ \(decided). The readings asked for carry it."] }
    return ["Decision: ✓ \(decided), but the readings asked for do not carry it yet."]
  }

  private var readingLines: [String] {
    [
      ("Asked, and it mattered", mattered), ("Not asked, and a good examiner does", missed),
      ("Asked, and not needed", notNeeded), ("Asked, and cannot be seen here", unseen),
    ].filter { !$0.1.isEmpty }.map { "\($0.0): \(names($0.1))." }
  }

  private var entryLines: [String] {
    var lines: [String] = []
    if !entriesFound.isEmpty { lines.append("Entries rightly thought of: \(entriesFound.joined(separator: ", ")).") }
    if !entriesOther.isEmpty {
      lines.append("Entries that the readings do not lead to: \(entriesOther.joined(separator: ", ")).")
    }
    if !entries.isEmpty {
      let what = practice.outcome == .refer ? "Readings meet the test of" : "Entries left open"
      lines.append("\(what): \(entries.prefix(6).joined(separator: ", ")).")
    }
    return lines
  }

  private func names(_ features: [String]) -> String { features.map(name).joined(separator: ", ") }
}
