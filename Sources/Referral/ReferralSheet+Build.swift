public import Catalog
import Foundation
import Guidance
public import Identification
public import Inspections
import Measures
public import Presentation
public import Reading

/// What a sheet is made from.
public struct ReferralGround: Sendable {
  /// The examination.
  public let examination: Examination
  /// When it began and when it is referred, in seconds since 1970.
  public let began, made: Int
  /// What was understood, and what follows from it.
  public let clues: Clues
  /// What follows from it.
  public let assessment: Assessment
  /// Both sides apart.
  public let sides: Consistency.Sides
  /// Declared against seen.
  public let consistency: Consistency
  /// Destination and end use.
  public let endUse: EndUse
  /// The release and its age.
  public let notice: StandingNotice
  /// The release.
  public var catalog: Catalog { sides.catalog }

  /// Works everything out that a sheet says.
  public init(
    _ examination: Examination,
    began: Int,
    made: Int,
    engine: Identification,
    reader: TextReader,
    notice: StandingNotice
  ) {
    self.examination = examination
    self.began = began
    self.made = made
    self.notice = notice
    clues = examination.clues(reader, engine.catalog)
    assessment = engine.assess(clues, under: examination.circumstances)
    sides = Consistency.Sides(examination, engine: engine, reader: reader)
    consistency = Consistency(sides)
    endUse = EndUse(
      examination,
      sides: sides,
      consistency: consistency,
      assessment: assessment,
      today: String(Self.iso(made).prefix(10))
    )
  }

  /// A time as people and programs both read it.
  static func iso(_ seconds: Int) -> String {
    Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
  }
}

extension ReferralSheet {
  /// The sheet of an inspection as it stands now.
  public init(_ ground: ReferralGround) {
    let examination = ground.examination
    let parts = ResultParts(ground.assessment, clues: ground.clues, catalog: ground.catalog)
    let declared = examination.declared
    let sitting = examination.sitting
    version = 1
    reference = Reference(
      inspection: sitting?.inspection ?? "",
      kit: sitting?.kit ?? "",
      made: ReferralGround.iso(ground.made),
      post: sitting?.post ?? "",
      mode: examination.situation?.mode ?? "",
      officer: sitting?.officer ?? ""
    )
    transport = declared.transportNumbers.map { number in
      Field(name: number.field.rawValue, label: number.field.label, text: number.text, remark: number.standing.words)
    }
    self.declared = Self.fields(declared, .goods)
    parties = Self.fields(declared, .parties)
    licence = Self.fields(declared, .licence) + Self.licenceAgreement(declared)
    seen = Self.seen(ground)
    measurements = Self.measurements(ground)
    safety = Safety(
      hazards: parts.hazards.map { hazard in
        let advice = "Do: \(hazard.advice.joined(separator: "; "))."
        let not = hazard.doNot.isEmpty ? "" : "Do not: \(hazard.doNot.joined(separator: "; "))."
        return Field(name: hazard.id, label: hazard.name, text: not, remark: advice)
      },
      notes: examination.notes(.safety)
    )
    outcome = parts.outcome
    reason = ground.assessment.reason
    candidates = Self.candidates(ground)
    findings = Self.findings(parts)
    concern = Self.concern(ground)
    questions = Self.questions(ground)
    actions = Self.actions(ground)
    basis = Basis(
      editions: Self.editions(ground),
      program: sitting?.program ?? "",
      release: ground.notice.release,
      age: ground.notice.age
    )
    returned = examination.notes(.returned)
    minutes = max(0, (ground.made - ground.began) / 60)
  }

  private static func fields(_ declared: DeclaredSide, _ group: DeclaredField.Group) -> [Field] {
    declared.filled(group).map { Field(name: $0.rawValue, label: $0.label, text: declared[$0], remark: "") }
  }

  private static func licenceAgreement(_ declared: DeclaredSide) -> [Field] {
    guard !declared[.licence].isEmpty else { return [] }
    let (papers, licence) = (declared[.consignee], declared[.licenceConsignee])
    let agrees = papers.isEmpty || licence.isEmpty ? "not known" : papers == licence ? "yes" : "no"
    return [Field(name: "consignee-agrees", label: "Consignee equals declared", text: agrees, remark: "")]
  }

  private static func seen(_ ground: ReferralGround) -> Seen {
    let catalog = ground.catalog
    let observations = ground.clues.observations.filter { $0.source != .declared }
    let texts = ground.examination.statements.compactMap { if case .clue(let text) = $0.content { text } else { nil } }
    return Seen(
      texts: texts,
      features: observations.compactMap { observation in
        guard case .states = observation.content, let feature = catalog.features[observation.feature] else {
          return nil
        }
        return Field(name: feature.id, label: feature.name, text: observation.text, remark: observation.source.rawValue)
      },
      notSeen: observations.filter { $0.content == .cannotSee }.map {
        catalog.features[$0.feature]?.name ?? $0.feature
      },
      photographs: ground.examination.attachments.map {
        Field(name: $0.digest, label: $0.view.rawValue, text: $0.name, remark: "\($0.size) bytes")
      }
    )
  }

  private static func measurements(_ ground: ReferralGround) -> [Field] {
    ground.clues.observations.compactMap { observation in
      guard case .quantity = observation.content, observation.source != .declared,
        let feature = ground.catalog.features[observation.feature]
      else { return nil }
      let tool = observation.source == .measured && feature.tool != .none ? " (\(feature.tool.rawValue))" : ""
      return Field(
        name: feature.id,
        label: feature.name,
        text: observation.text,
        remark: observation.source.rawValue + tool
      )
    }
  }

  private static func candidates(_ ground: ReferralGround) -> [Goods] {
    ground.assessment.candidates.prefix(5).map { candidate in
      Goods(
        commodity: candidate.commodity.id,
        name: candidate.commodity.name,
        otherName: candidate.commodity.also.first(where: \.isCyrillic) ?? "",
        probability: Wording.percent(candidate.probability)
      )
    } + [
      Goods(
        commodity: "",
        name: "something that is not in this catalog",
        otherName: "",
        probability: Wording.percent(ground.assessment.notInCatalog)
      )
    ]
  }

  private static func findings(_ parts: ResultParts) -> [Entries] {
    parts.findings.filter { ($0.findings.map(\.probability).max() ?? 0) >= 0.05 }.map { group in
      Entries(
        entries: group.findings.map { finding in
          let remark = "edition \(finding.entry.edition)" + (finding.isNear ? ", near a limit" : "")
          return Field(name: finding.entry.id, label: finding.entry.id, text: finding.entry.title, remark: remark)
        },
        verdict: Wording.verdict(group.verdict),
        conditions: group.checks.map {
          Entries.Condition(name: $0.name, limit: $0.limit, reading: $0.reading, result: $0.result)
        },
        missing: group.missing
      )
    }
  }

  private static func concern(_ ground: ReferralGround) -> Concern {
    let endUse = ground.endUse
    return Concern(
      advice: endUse.advice,
      sentence: endUse.sentence,
      flags: endUse.ticked.map {
        Field(name: $0.flag.id, label: $0.flag.group.rawValue, text: $0.flag.sentence, remark: $0.fact)
      },
      measures: endUse.measures.map { "\($0.name): \($0.sentence)" },
      note: endUse.note,
      remarks: ground.consistency.remarks
    )
  }

  /// The officer's own questions first, then the readings that would decide, then what only the authority judges.
  private static func questions(_ ground: ReferralGround) -> [String] {
    var questions = ground.examination.notes(.question)
    let open = ground.assessment.findings.filter { $0.verdict == .cannotDecide && $0.probability >= 0.05 }
    let missing = open.prefix(6).flatMap(\.missing)
    for case .feature(let id) in missing {
      let question = ground.catalog.features[id]?.question ?? id
      if !questions.contains(question) { questions.append(question) }
    }
    for case .judgement(let text) in missing {
      let question = "For the authority to judge: \(text)?"
      if !questions.contains(question) { questions.append(question) }
    }
    return Array(questions.prefix(10))
  }

  private static func actions(_ ground: ReferralGround) -> [String] {
    let own = ground.examination.notes(.action)
    guard own.isEmpty else { return own }
    var actions = Wording.nextSteps(ground.assessment.outcome)
    if ground.endUse.advice == .refer { actions.append("Refer destination and end use, whatever the list match says.") }
    return actions
  }

  private static func editions(_ ground: ReferralGround) -> [String] {
    let named = ground.assessment.findings.filter { $0.probability >= 0.05 }
    return Set(named.map { "\($0.entry.list) \($0.entry.edition)" }).sorted()
  }
}

extension Examination {
  /// The notes about one thing, in the order in which they were written.
  public func notes(_ topic: InspectionNote.Topic) -> [String] {
    notes.filter { $0.note.topic == topic }.map(\.note.text)
  }
}

extension TransportNumber.Standing {
  fileprivate var words: String {
    switch self {
    case .confirmed: "check digit agrees"
    case .unchecked: ""
    case .failed(let reason): reason
    }
  }
}

extension String {
  fileprivate var isCyrillic: Bool { unicodeScalars.contains { (0x400...0x4FF).contains($0.value) } }
}
