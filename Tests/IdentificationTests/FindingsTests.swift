import Catalog
import Measures
import Reading
import TestSupport
import Testing

@testable import Identification

@Suite struct FindingsTests {
  private let engine: FixtureEngine

  init() throws {
    engine = try FixtureEngine()
  }

  private func finding(_ entry: String, in assessment: Assessment) throws -> Finding {
    try #require(assessment.findings.first { $0.entry.id == entry })
  }

  @Test func `readings that meet an entry are referred`() throws {
    let statement = engine.reader.readStatement("programmable", value: "yes", unit: "", source: .read)
    var clues = engine.clues("cabinet, output frequency 0-1000 Hz, 3PH, frequency converter")
    clues.merge(statement)
    let assessment = engine.identification.assess(clues)
    #expect(try finding("eu/3A225", in: assessment).verdict == .meets)
    #expect(assessment.outcome == .refer)
    #expect(assessment.reason == "the readings meet the test of eu/3A225")
  }

  @Test func `what is missing is named, and the entry waits for it`() throws {
    let assessment = engine.assess("cabinet, output frequency 0-1000 Hz, 3PH, frequency converter")
    let waiting = try finding("eu/3A225", in: assessment)
    #expect(waiting.verdict == .cannotDecide)
    #expect(waiting.missing == [.feature("lowest-temperature")] || waiting.missing == [.feature("programmable")])
    #expect(assessment.outcome == .undecided)
    #expect(assessment.questions.contains { question in question.decides.contains("eu/3A225") })
  }

  @Test func `a false word of the papers fails no test and is asked about`() throws {
    var clues = engine.clues("cabinet, frequency converter, output frequency 0-1000 Hz")
    clues.merge(engine.reader.readStatement("programmable", value: "yes", unit: "", source: .read))
    clues.merge(engine.reader.readStatement("output phases", value: "one phase", unit: "", source: .declared))
    let assessment = engine.identification.assess(clues)
    #expect(assessment.candidates.first?.commodity.id == "frequency-converter")
    let found = try finding("eu/3A225", in: assessment)
    #expect(found.verdict == .cannotDecide)
    #expect(found.missing == [.feature("output-phases")])
    #expect(assessment.questions.contains { $0.feature.id == "output-phases" })
  }

  @Test func `ordinary goods below the limit match no entry`() throws {
    let assessment = engine.assess("cabinet, output frequency 0-400 Hz, 3PH, pump drive")
    for found in assessment.findings where found.entry.id == "eu/3A225" { #expect(found.verdict == .doesNotMeet) }
    #expect(assessment.outcome == .noMatch)
  }

  @Test func `twins on other lists are found together with the same verdict`() throws {
    let texts = [
      "cabinet, output frequency 0-1000 Hz, 3PH, frequency converter", "frequency converter, output frequency 0-400 Hz",
    ]
    for text in texts {
      let assessment = engine.assess(text)
      let (one, twin) = (try finding("eu/3A225", in: assessment), try finding("nsg2/3.A.1", in: assessment))
      #expect(one.verdict == twin.verdict)
      #expect(one.missing == twin.missing)
      #expect(one.probability == twin.probability)
    }
  }

  @Test func `an entry whose test is unknown is named but never decided`() throws {
    let found = try finding("mtcr/6.C.8", in: engine.assess("tube OD 145 mm, AMS 6514"))
    #expect(found.verdict == .cannotDecide)
    #expect(!found.awaitsOnlyJudgement)
    #expect(found.missing.first?.name.hasPrefix("judgement: the test of this entry is not in the catalog") == true)
  }

  @Test func `judgement alone is left to the authority, but refers nothing`() throws {
    let found = try finding("wa/judged", in: engine.assess("tube OD 145 mm, AMS 6514"))
    #expect(found.verdict == .cannotDecide)
    #expect(!found.awaitsOnlyJudgement)
  }

  @Test func `the order is by verdict, then by probability`() {
    forAll(count: 200) { random in
      var clues = Clues()
      clues.observations = (0..<6).map { _ in engine.observation(&random) }
      let findings = engine.identification.assess(clues).findings
      for (one, next) in zip(findings, findings.dropFirst()) where Finding.precedes(next, one) {
        return "\(one.entry.id) before \(next.entry.id)"
      }
      return nil
    }
  }

  @Test func `a narrower reading never makes a decided finding undecided and never turns it`() {
    forAll(count: 300) { random in
      let limits: [(feature: String, limit: Double)] = [
        ("output-frequency", 600), ("outer-diameter", 0.075), ("net-mass", 1), ("density", 7_900),
      ]
      let (feature, limit) = limits.randomElement(using: &random) ?? limits[0]
      let points = (0..<4).map { _ in limit * Double(Int.random(in: 0...8, using: &random)) / 4 }.sorted()
      let base = engine.clues("3PH, AMS 6514, thiodiglycol")
      let verdicts = { (lower: Double, upper: Double) -> [String: Finding.Verdict] in
        var clues = base
        clues.observations.append(
          Observation(feature: feature, content: .quantity(Interval(lower, upper) ?? .all), source: .read, text: "")
        )
        let findings = engine.identification.assess(clues).findings
        return Dictionary(uniqueKeysWithValues: findings.map { ($0.entry.id, $0.verdict) })
      }
      let (wide, narrow) = (verdicts(points[0], points[3]), verdicts(points[1], points[2]))
      for (entry, verdict) in wide where verdict != .cannotDecide {
        if let after = narrow[entry], after != verdict { return "\(entry): \(verdict) became \(after) with \(points)" }
      }
      return nil
    }
  }

  @Test func `the outcome says what the findings say`() {
    forAll(count: 300) { random in
      var clues = Clues()
      clues.observations = (0..<Int.random(in: 0...6, using: &random)).map { _ in engine.observation(&random) }
      let assessment = engine.identification.assess(clues)
      switch assessment.outcome {
      case .refer:
        let isFound = assessment.findings.contains { $0.verdict == .meets || $0.awaitsOnlyJudgement }
        return isFound ? nil : "referred without a finding"
      case .noMatch:
        return assessment.findings.contains { $0.verdict == .meets && $0.probability >= 0.12 } ? "met" : nil
      case .undecided: return assessment.reason.isEmpty ? "no reason" : nil
      }
    }
  }
}
