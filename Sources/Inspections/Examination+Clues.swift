public import Catalog
public import Identification
public import Reading

extension Examination {
  /// Everything that the reader understands of what was said and declared.
  public func clues(_ reader: TextReader, _ catalog: Catalog) -> Clues {
    var clues = cluesSeen(reader, catalog)
    let declared = declaredClues(reader)
    clues.merge(declared)
    return clues
  }

  /// What the declared words and heading say: weak evidence of what the goods are.
  public func declaredClues(_ reader: TextReader) -> Clues {
    var clues = Clues()
    if !declared[.description].isEmpty { clues.merge(reader.read(declared[.description], from: .declaration)) }
    if !declared[.hs].isEmpty { clues.merge(reader.readHeading(declared[.hs])) }
    return clues
  }

  /// What was seen, read and measured alone, in the order in which it was said.
  public func cluesSeen(_ reader: TextReader, _ catalog: Catalog) -> Clues {
    var clues = Clues()
    let texts = statements.compactMap { if case .clue(let text) = $0.content { text } else { nil } }
    for statement in statements {
      switch statement.content {
      case .clue(let text):
        clues.merge(reader.read(text, from: .inspector, context: texts.joined(separator: "\n")))
      case .answer(let id, let answer):
        if let feature = catalog.features[id], let observation = answer.observation(of: feature) {
          clues.observations.append(observation)
          clues.askedFeatures.insert(id)
        } else {
          clues.warnings.append("the answer for '\(id)' means nothing in this release of the catalog")
        }
      }
    }
    return clues
  }

  /// The circumstances under which questions are chosen; the usual ones where nothing was said.
  public var circumstances: Circumstances {
    guard let situation else { return Circumstances() }
    return Circumstances(
      mode: Circumstances.Mode(rawValue: situation.mode),
      tools: Set(situation.tools.compactMap(Feature.Tool.init(rawValue:)))
    )
  }
}

extension Situation {
  /// The situation as records name it.
  public init(_ circumstances: Circumstances) {
    self.init(mode: circumstances.mode?.rawValue ?? "", tools: circumstances.tools.map(\.rawValue))
  }
}

extension Answer {
  /// What the answer says of its feature; nil where the feature has no such states or cannot have such a value.
  public func observation(of feature: Feature) -> Observation? {
    switch self {
    case .states(let ids):
      guard let set = feature.extent(ofStates: ids), !set.isEmpty else { return nil }
      return Observation(feature: feature.id, content: .states(set), source: .read, text: feature.describe(set))
    case .value(let text, let source):
      guard let reading = try? feature.reading(of: text) else { return nil }
      return Observation(reading, of: feature, source: Observation.Source(source))
    case .cannotSee:
      return Observation(feature: feature.id, content: .cannotSee, source: .read, text: "cannot be seen")
    case .notApplicable:
      return Observation(feature: feature.id, content: .notApplicable, source: .read, text: "does not apply")
    }
  }
}

extension Feature {
  /// How an inspector who answers the question comes to know a value.
  public var answerSource: Answer.Source { place == .goods ? .measured : .read }
}

extension Observation.Source {
  fileprivate init(_ source: Answer.Source) {
    self =
      switch source {
      case .read: .read
      case .measured: .measured
      case .estimated: .estimated
      case .declared: .declared
      }
  }
}
