/// A kind of goods that an inspector can tell apart; ordinary look-alikes are commodities too.
public struct Commodity: Sendable, Identifiable {
  /// Ordinary or strategic goods that it is mistaken for.
  public struct LookAlike: Sendable, Hashable {
    /// The other commodity.
    public let commodity: String
    /// How the two are told apart.
    public let tell: String
    /// Why no tape, plate or paper tells a typical piece of the one from the other; empty where one does.
    public let inseparable: String

    /// How the two are told apart, and why that may not be possible at a border.
    public var explanation: String {
      inseparable.isEmpty ? tell : "\(tell) Not always to be told at a border: \(inseparable)."
    }
  }

  /// The name used in records.
  public let id: String
  /// The name shown to people.
  public let name: String
  /// Other words for it.
  public let also: [String]
  /// The family it belongs to.
  public let family: String
  /// What it looks like.
  public let looksLike: String
  /// Texts as they stand on plates and labels.
  public let stamped: [String]
  /// What it is ordinarily used for.
  public let ordinaryUses: [String]
  /// Why control lists name it; empty for ordinary goods.
  public let whyItMatters: String
  /// HS headings it is declared under.
  public let headings: [String]
  /// What it shows, by feature.
  public let scores: [String: Score]
  /// The control entries it may fall under.
  public let controls: [String]
  /// What it is mistaken for.
  public let lookAlikes: [LookAlike]
  /// Hazards that come with it.
  public let hazards: [String]
  /// Cross-cutting themes, such as `emerging/quantum`.
  public let tags: [String]
  /// Where the facts were read.
  public let sources: [String]
  /// How well the record is known.
  public let confidence: String

  init(_ reader: inout FieldReader, features: [String: Feature]) {
    id = reader.id
    name = reader.text("name")
    also = reader.texts("also")
    family = reader.text("family")
    looksLike = reader.text("looks like")
    stamped = reader.texts("stamped")
    ordinaryUses = reader.texts("ordinary uses")
    whyItMatters = reader.optionalText("why it matters") ?? ""
    headings = reader.texts("hs")
    controls = reader.texts("controls")
    hazards = reader.texts("hazards")
    tags = reader.texts("tags")
    sources = reader.texts("sources")
    confidence = reader.text("confidence")
    lookAlikes = reader.list("look-alikes") { entry in
      LookAlike(
        commodity: entry.text("commodity"),
        tell: entry.text("tell"),
        inseparable: entry.optionalText("inseparable") ?? ""
      )
    }
    scores = reader.scores("scores", features: features)
  }
}
