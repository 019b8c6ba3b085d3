public import CanonicalJSON
import Catalog
public import Reading

/// One line of goods as it is handed over for screening.
public struct GoodsLine: Sendable, Equatable {
  /// One stated observation.
  public struct Statement: Sendable, Equatable {
    /// What was observed, in plain words.
    public let feature: String
    /// The value.
    public let value: String
    /// The unit; may be empty.
    public let unit: String
  }

  /// The name of the line in its source.
  public let id: String
  /// How the goods travel.
  public let mode: Circumstances.Mode?
  /// The description in the declaration.
  public let declaredDescription: String
  /// The HS code in the declaration.
  public let declaredHeading: String
  /// What the transport papers say.
  public let documents: String
  /// Texts read on the goods, plates and labels.
  public let markings: [String]
  /// What was observed.
  public let observations: [Statement]

  private static let mostItems = 200
  private static let longestText = 20_000

  /// Reads a line from its JSON object.
  ///
  /// - Throws: ``GoodsLineError`` naming the field; fields that are not known are passed over.
  public init(_ json: JSONValue) throws(GoodsLineError) {
    guard let object = json.object else { throw .notAnObject }
    func text(_ key: String) throws(GoodsLineError) -> String {
      switch object[key] {
      case nil, .null: return ""
      case .text(let text): return text.firstScalars(Self.longestText)
      case .integer(let integer): return String(integer)
      default: throw .notText(field: key)
      }
    }
    id = try text("id")
    let modeName = try text("mode")
    mode = Circumstances.Mode(rawValue: modeName)
    if mode == nil, !modeName.isEmpty { throw .unknownMode(modeName) }
    declaredDescription = try text("declared_description")
    declaredHeading = try text("declared_hs")
    documents = try text("documents")
    markings = try Self.markings(object["markings"])
    observations = try Self.statements(object["observations"])
  }

  private static func markings(_ json: JSONValue?) throws(GoodsLineError) -> [String] {
    switch json {
    case nil, .null: return []
    case .text(let text): return [text.firstScalars(longestText)]
    case .list(let list):
      guard list.count <= mostItems else { throw .tooMany(field: "markings", limit: mostItems) }
      let texts = list.compactMap(\.text)
      guard texts.count == list.count else { throw .notText(field: "markings") }
      return texts.map { $0.firstScalars(longestText) }
    default: throw .notText(field: "markings")
    }
  }

  private static func statements(_ json: JSONValue?) throws(GoodsLineError) -> [Statement] {
    guard let json, json != .null else { return [] }
    guard let list = json.list else { throw .notAList(field: "observations") }
    guard list.count <= mostItems else { throw .tooMany(field: "observations", limit: mostItems) }
    var statements: [Statement] = []
    for element in list {
      guard let object = element.object, let feature = object["feature"]?.text else {
        throw .notText(field: "observations.feature")
      }
      let value: String? =
        switch object["value"] {
        case .text(let text): text
        case .integer(let integer): String(integer)
        case .decimal(let literal): literal
        case .bool(let bool): bool ? "yes" : "no"
        default: nil
        }
      guard let value else { throw .notText(field: "observations.value") }
      // A unit that is not understood must not turn into none: the value would mean something else.
      guard let unit = object["unit"].map({ $0 == .null ? "" : $0.text }) ?? "" else {
        throw .notText(field: "observations.unit")
      }
      statements.append(Statement(feature: feature, value: value, unit: unit))
    }
    return statements
  }

  /// Everything that the reader understands of the line, all parts together.
  public func clues(_ reader: TextReader) -> Clues {
    var clues = Clues()
    let markingText = markings.joined(separator: "\n")
    clues.merge(reader.read(markingText, from: .marking, context: declaredDescription))
    for statement in observations {
      clues.merge(
        reader.readStatement(statement.feature, value: statement.value, unit: statement.unit, source: .read)
      )
    }
    clues.merge(reader.read(declaredDescription, from: .declaration, context: markingText))
    clues.merge(reader.read(documents, from: .declaration, context: markingText))
    clues.merge(reader.readHeading(declaredHeading))
    return clues
  }
}

/// Why a line of goods cannot be read.
public enum GoodsLineError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The line is not a JSON object.
  case notAnObject
  /// A field must be text.
  case notText(field: String)
  /// A field must be a list.
  case notAList(field: String)
  /// There is no such mode of transport.
  case unknownMode(String)
  /// A list is too long.
  case tooMany(field: String, limit: Int)

  /// What is wrong and what would be right.
  public var description: String {
    switch self {
    case .notAnObject: "the line is not a JSON object with fields such as id, markings, observations"
    case .notText(let field): "\(field): must be text"
    case .notAList(let field): "\(field): must be a list"
    case .unknownMode(let mode): "mode: '\(mode.prefix(20))' is not one of air, land, sea, rail"
    case .tooMany(let field, let limit): "\(field): more than \(limit); split the line"
    }
  }
}
