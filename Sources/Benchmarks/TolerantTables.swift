import Identification

extension Dataset {
  typealias Settings = TolerantIdentification.Settings

  /// Runs all specimens with answers of which `errorRate` are wrong.
  func tally(_ settings: Settings, errorRate: Double) throws -> Tally {
    var engine = try TolerantIdentification(self, settings: settings)
    let noise = Noise(errorRate: errorRate)
    var tally = Tally()
    for (number, specimen) in specimens.enumerated() {
      let run = try engine.run { column in
        specimen.values[column].map { noise.answer(characters[column], value: $0, specimen: number) }
      }
      tally.add(run, truth: specimen.taxon)
    }
    return tally
  }

  static let tolerantHeader = ["set", "wrong answers", "right", "wrong", "undecided", "questions", "mark", "met"]

  /// One row per error rate, which the engine is not told: it begins with the same estimate each time.
  func tolerantRows() throws -> [[String]] {
    try [0, 0.05, 0.1, 0.2].map { errorRate in
      let tally = try tally(Settings(), errorRate: errorRate)
      return [
        name, decimal(100 * errorRate, 0) + " %", tally.percent(tally.right),
        tally.percent(tally.wrong), tally.percent(tally.undecided),
        errorRate == 0
          ? "\(decimal(tally.meanQuestions, 2)) (\(decimal(tally.meanQuestionsOfNamed, 2)) where named)"
          : decimal(tally.meanQuestions, 2),
      ] + tolerantMark(tally, errorRate: errorRate)
    }
  }

  private func tolerantMark(_ tally: Tally, errorRate: Double) -> [String] {
    if errorRate == 0 {
      let others = mean(reference.filter { $0.remaining == 1 }.map(\.answered))
      return ["<= \(decimal(others + 0.6, 2)) where named", met(tally.meanQuestionsOfNamed <= others + 0.6)]
    }
    guard errorRate == 0.1, ["erythroneura", "cicad60", "cflora60"].contains(name) else { return ["", ""] }
    let isMet = tally.share(tally.right) >= 0.95 && tally.share(tally.wrong) <= 0.015 && tally.meanQuestions <= 6.6
    return [">= 95 % right, <= 1.5 % wrong, <= 6.6", met(isMet)]
  }

  private static let openWorld = Settings(sureness: 0.99, isOpenWorld: true)

  /// Identifies every specimen in the matrix without its taxon.
  func leaveOneOut() throws -> Tally {
    var tally = Tally()
    for taxon in 0..<taxonCount {
      let own = specimens.filter { $0.taxon == taxon }
      guard !own.isEmpty else { continue }
      var engine = try TolerantIdentification(self, settings: Self.openWorld, leavingOut: taxon)
      for specimen in own {
        let run = try engine.run { column in specimen.values[column].map { characters[column].evidence($0) } }
        tally.add(run, truth: nil)
      }
    }
    return tally
  }

  /// One row: what becomes of specimens whose taxon is missing, and of those whose taxon is there, by the same rules.
  func openWorldRow(_ missing: Tally) throws -> [String] {
    let present = try tally(Self.openWorld, errorRate: 0)
    let noisy = try tally(Self.openWorld, errorRate: 0.1)
    return [
      name, missing.percent(missing.wrong), met(missing.share(missing.wrong) <= 0.1), percentOfTwins,
      missing.percent(missing.notInCatalog), missing.percent(missing.undecided),
      decimal(missing.meanQuestions, 1), present.percent(present.right), present.percent(present.wrong),
      decimal(present.meanQuestions, 1), noisy.percent(noisy.right), noisy.percent(noisy.wrong),
      noisy.percent(noisy.notInCatalog),
    ]
  }

  /// How many specimens carry no value that contradicts some other taxon: without their own, nothing can refute that.
  private var percentOfTwins: String {
    let twins = specimens.count { specimen in
      (0..<taxonCount).contains { $0 != specimen.taxon && !isContradicted($0, by: specimen) }
    }
    return decimal(100 * Double(twins) / Double(max(1, specimens.count)), 1) + " %"
  }

  static let openWorldHeader = [
    "set", "missing: falsely named", "<= 10 %", "has a twin", "not in catalog", "undecided", "questions",
    "present: right", "wrong",
    "questions", "present, 10 % wrong answers: right", "wrong", "not in catalog",
  ]

  /// One row: real values measured with a standard error of 5 %, entered with twice that to either side.
  func measuringRow() throws -> [String] {
    var engine = try TolerantIdentification(self, settings: Settings())
    var tally = Tally()
    var readings = 0
    var missed = 0
    for (number, specimen) in specimens.enumerated() {
      let run = try engine.run { column in
        guard let value = specimen.values[column] else { return nil }
        guard case .real = characters[column].kind else { return characters[column].evidence(value) }
        var random = SeededGenerator(
          seed: Noise.seed &+ UInt64(truncatingIfNeeded: number &* 65_536 &+ column)
        )
        let error = 0.05 * value.magnitude
        let reading = value + error * random.normal()
        readings += 1
        if (reading - value).magnitude > 2 * error { missed += 1 }
        return characters[column].evidence(reading, spread: 2 * error)
      }
      tally.add(run, truth: specimen.taxon)
    }
    return [
      name, tally.percent(tally.right), met(tally.share(tally.right) >= 0.98), tally.percent(tally.wrong),
      decimal(tally.meanQuestions, 2), decimal(Double(readings) / Double(tally.count), 2), "\(missed) of \(readings)",
    ]
  }

  static let measuringHeader = [
    "set", "right", ">= 98 %", "wrong", "questions", "readings each", "truth outside the reading",
  ]

  var hasRealCharacters: Bool {
    characters.contains { if case .real = $0.kind { !$0.isIgnored } else { false } }
  }

  /// One row: the effort with questions chosen by information per cost and by information alone.
  func costRow() throws -> [String] {
    var random = SeededGenerator(seed: Noise.seed)
    let choices: [Double] = [5, 10, 20, 40, 80, 160]
    let costs: [Double] = characters.map { _ in choices[Int.random(in: 0..<choices.count, using: &random)] }
    var settings = Settings(costs: costs, heedsCost: false)
    let careless = try tally(settings, errorRate: 0)
    settings.heedsCost = true
    let careful = try tally(settings, errorRate: 0)
    return [
      name, decimal(careless.effort / Double(careless.count), 0), decimal(careful.effort / Double(careful.count), 0),
      decimal(careless.effort / careful.effort, 2), decimal(careless.meanQuestions, 2),
      decimal(careful.meanQuestions, 2), careless.percent(careless.right), careful.percent(careful.right),
    ]
  }

  static let costHeader = [
    "set", "effort by information", "by information and cost", "ratio", "questions", "questions", "right", "right",
  ]
}
