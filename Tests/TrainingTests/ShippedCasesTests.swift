import Authoring
import Catalog
import Foundation
import Identification
import Reading
import Testing
import Training

@Suite struct ShippedCasesTests {
  @Test func `every case that is shipped names features, states, units and goods that exist`() throws {
    let shipped = try ShippedCases.shared.get()
    for issue in shipped.read.issues { Issue.record("\(issue)") }
    #expect(shipped.read.cases.count >= 30)
  }

  @Test func `the cases cover every grade, every outcome and many families`() throws {
    let shipped = try ShippedCases.shared.get()
    let cases = shipped.read.cases
    for grade in 1...3 { #expect(cases.count { $0.grade == grade } >= 5, "grade \(grade)") }
    for outcome in [Outcome.refer, .undecided, .noMatch] {
      #expect(cases.count { $0.outcome == outcome } >= 5, "\(outcome)")
    }
    let families = Set(cases.compactMap { $0.goods.flatMap { shipped.catalog.commodities[$0]?.family } })
    #expect(families.count >= 15, "\(families.sorted())")
  }

  @Test func `all readings of a case lead the engine to the case's outcome and goods`() throws {
    let shipped = try ShippedCases.shared.get()
    for practice in shipped.read.cases {
      let clues = practice.clues(shipped.reader, asking: practice.readings.map(\.feature))
      let assessment = shipped.engine.assess(clues, under: practice.circumstances(in: shipped.catalog))
      #expect(assessment.outcome == practice.outcome, "\(practice.id): \(assessment.reason); \(leaders(assessment))")
      guard let goods = practice.goods else { continue }
      #expect(assessment.candidates.first?.commodity.id == goods, "\(practice.id): \(leaders(assessment))")
    }
  }

  @Test func `a good examiner comes to the outcome too, asks something, and asks nothing twice`() throws {
    let shipped = try ShippedCases.shared.get()
    for practice in shipped.read.cases {
      let examiner = GoodExaminer(practice, engine: shipped.engine, reader: shipped.reader)
      let asked = examiner.steps.map(\.feature.id)
      #expect(
        examiner.assessment.outcome == practice.outcome,
        "\(practice.id): \(asked); \(examiner.assessment.reason); \(leaders(examiner.assessment))"
      )
      #expect(!asked.isEmpty && Set(asked).count == asked.count, "\(practice.id): \(asked)")
      #expect(examiner.steps.allSatisfy { !$0.why.isEmpty && practice.reading(of: $0.feature.id) == $0.reading })
      if practice.outcome == .undecided { #expect(!examiner.stillMissing.isEmpty, "\(practice.id)") }
    }
  }

  @Test func `who does what a good examiner does passes every case`() throws {
    let shipped = try ShippedCases.shared.get()
    for practice in shipped.read.cases {
      let examiner = GoodExaminer(practice, engine: shipped.engine, reader: shipped.reader)
      var run = PracticeRun()
      run.hazards = Array(shipped.catalog.hazards.keys)
      for step in examiner.steps { run.ask(step.feature.id) }
      if practice.outcome == .undecided { examiner.stillMissing.first.map { run.ask($0) } }
      run.decision = practice.outcome
      let grade = PracticeGrade(practice, run, engine: shipped.engine, reader: shipped.reader)
      #expect(grade.isPassed && grade.missed.isEmpty && grade.notNeeded.isEmpty, "\(practice.id)")
    }
  }

  @Test func `nobody passes by deciding without a reading`() throws {
    let shipped = try ShippedCases.shared.get()
    for practice in shipped.read.cases {
      var run = PracticeRun()
      run.hazards = Array(shipped.catalog.hazards.keys)
      run.decision = practice.outcome
      let grade = PracticeGrade(practice, run, engine: shipped.engine, reader: shipped.reader)
      #expect(grade.isRight && !grade.isPassed, "\(practice.id)")
    }
  }

  @Test func `cases are no part of the catalog that is compiled`() throws {
    let shipped = try ShippedCases.shared.get()
    let ids = Set(shipped.read.cases.map(\.id))
    let source = try CatalogSource(folder: ShippedCases.folder)
    #expect(!source.records.contains { ids.contains($0.id) })
  }

  @Test func `no case passes sentence or says how to take anything apart`() throws {
    let words = [
      "cleared", "is safe", "legal", "is controlled", "prohibited", "unscrew", "power on", "sniff", "guilty", "suspect",
    ]
    for practice in try ShippedCases.shared.get().read.cases {
      let text = "\(practice.name) \(practice.scene) \(practice.papers) \(practice.lesson)".lowercased()
      for word in words { #expect(!text.contains(word), "\(practice.id): \(word)") }
    }
  }

  private func leaders(_ assessment: Assessment) -> String {
    let names = assessment.candidates.prefix(4).map {
      "\($0.commodity.id) \(($0.probability * 100).rounded()) %"
    }
    let open = assessment.findings.prefix(5).map { "\($0.entry.id) \($0.verdict.rawValue) \($0.missing)" }
    return (names + ["none \(assessment.notInCatalog)"] + open).joined(separator: ", ")
  }
}
