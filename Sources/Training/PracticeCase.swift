public import CanonicalJSON
public import Catalog
public import Identification
import Measures
public import Reading

/// A case to practise on: what an officer is told, what can be read when it is asked for, and how it comes out.
///
/// It is made up: nothing of it ever enters an inspection or what is sent to the authority.
public struct PracticeCase: Sendable, Identifiable {
  /// The name by which it is chosen.
  public let id: String
  /// The name shown to people; it does not give the goods away.
  public let name: String
  /// How hard it is, from 1 to 3.
  public let grade: Int
  /// How the goods travel.
  public let mode: Circumstances.Mode
  /// What stands before the officer, in plain words.
  public let scene: String
  /// The description in the papers.
  public let papers: String
  /// The HS number in the papers; may be empty.
  public let heading: String
  /// What stands on the outside of the package, word for word.
  public let marks: [String]
  /// What can be read when it is asked for, in the order of the features' ids.
  public let readings: [Observation]
  /// How it comes out.
  public let outcome: Outcome
  /// The kind of goods that it is; nil where it is none of the catalog.
  public let goods: String?
  /// What is to be learnt from it.
  public let lesson: String

  /// Reads a case from its fields.
  ///
  /// - Parameters:
  ///   - fields: the fields as they stand in the file, values as texts.
  ///   - catalog: the catalog that its features, states and goods have to be in.
  ///   - issues: takes in everything that is wrong; a case of which anything is wrong is not to be played.
  public init(_ fields: JSONObject, in catalog: Catalog, issues: inout [RecordIssue]) {
    var reader = PracticeFields(fields)
    id = reader.id
    name = reader.text("name")
    grade = Int(reader.choice("grade", from: ["1", "2", "3"])) ?? 1
    mode =
      Circumstances.Mode(rawValue: reader.choice("mode", from: Circumstances.Mode.allCases.map(\.rawValue))) ?? .sea
    scene = reader.text("scene")
    papers = reader.text("papers")
    heading = reader.optionalText("hs")
    marks = reader.texts("marks")
    let outcomes: [Outcome] = [.refer, .undecided, .noMatch]
    outcome = Outcome(rawValue: reader.choice("outcome", from: outcomes.map(\.rawValue))) ?? .undecided
    let goods = reader.optionalText("goods")
    self.goods = goods.isEmpty ? nil : goods
    if !goods.isEmpty, catalog.commodities[goods] == nil { reader.report("goods", "there is no commodity '\(goods)'") }
    lesson = reader.text("lesson")
    readings = reader.readings("readings", of: catalog.features)
    if readings.isEmpty { reader.report("readings", "is missing: a case needs something that can be read") }
    reader.finish()
    issues += reader.issues
  }

  /// The reading of a feature; nil where nobody can see it.
  public func reading(of feature: String) -> Observation? {
    readings.first { $0.feature == feature }
  }

  /// What follows from the papers and the outside of the package alone.
  public func firstClues(_ reader: TextReader) -> Clues {
    let outside = marks.joined(separator: "\n")
    var clues = Clues()
    clues.merge(reader.read(outside, from: .marking, context: papers))
    clues.merge(reader.read(papers, from: .declaration, context: outside))
    if !heading.isEmpty { clues.merge(reader.readHeading(heading)) }
    return clues
  }

  /// What follows when these features are asked for.
  public func clues(_ reader: TextReader, asking features: some Sequence<String>) -> Clues {
    var clues = firstClues(reader)
    for feature in features { clues.observations.append(answer(to: feature)) }
    return clues
  }

  /// The answer to a question: the reading, or that it cannot be seen.
  func answer(to feature: String) -> Observation {
    reading(of: feature)
      ?? Observation(feature: feature, content: .cannotSee, source: .read, text: "cannot be seen")
  }

  /// The circumstances: the tools that everybody has, and those that the case's readings are taken with.
  public func circumstances(in catalog: Catalog) -> Circumstances {
    var circumstances = Circumstances(mode: mode)
    for reading in readings {
      guard let tool = catalog.features[reading.feature]?.tool else { continue }
      circumstances.tools.insert(tool)
    }
    return circumstances
  }
}

extension Feature {
  /// A reading as it stands in a file of cases: states by their ids, a value with its unit.
  ///
  /// - Throws: what is wrong with it, in words.
  func practiceReading(_ texts: [String]) throws(PracticeReadingError) -> Observation {
    guard place != .inside, tool != .laboratory else { throw .notAtABorder }
    guard kind == .quantity else {
      guard let set = extent(ofStates: texts), !set.isEmpty else { throw .noSuchState(texts.joined(separator: ", ")) }
      return Observation(feature: id, content: .states(set), source: .read, text: describe(set))
    }
    guard let text = texts.first, texts.count == 1 else { throw .notOneValue }
    let reading: QuantityReading
    do { reading = try self.reading(of: text) } catch { throw .noValue("\(error)") }
    guard let observation = Observation(reading, of: self, source: place == .goods ? .measured : .read) else {
      throw .notOneValue
    }
    return observation
  }
}

/// Why a reading of a case cannot be used.
enum PracticeReadingError: Error, Equatable, CustomStringConvertible {
  case notAtABorder
  case noSuchState(String)
  case notOneValue
  case noValue(String)

  var description: String {
    switch self {
    case .notAtABorder: "is nothing that anybody reads at a border"
    case .noSuchState(let text): "'\(text)' is no state of this feature"
    case .notOneValue: "must be one value with its unit"
    case .noValue(let reason): reason
    }
  }
}
