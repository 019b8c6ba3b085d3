public import Catalog
import Measures

/// The words of a catalog, ready to be found in a text.
public struct Vocabulary: Sendable {
  /// What a phrase can mean.
  enum Meaning: Sendable, Hashable {
    case state(feature: String, state: Int)
    case feature(String)
    case commodity(String)
  }

  let features: [String: Feature]
  let markings: [(marking: Marking, pattern: Pattern)]
  let substances: [String: Substance]
  let unNumbers: [String: DangerousGoods]
  let headings: [String: String]
  private let goods: [String: Commodity]
  private(set) var phrases: [String: [Meaning]] = [:]
  /// How many bits each stem says of a commodity: the rarer, the more.
  private(set) var bits: [String: Double] = [:]
  /// The commodities that have a stem in their names.
  private(set) var commodities: [String: [String]] = [:]
  private(set) var phraseBits: [String: Double] = [:]
  /// The stems of each feature's names.
  private(set) var featureWords: [String: [Set<String>]] = [:]
  /// How many commodities are described by each feature.
  private(set) var timesScored: [String: Int] = [:]
  /// The feature that names a unit symbol among its other words.
  private var featureOfUnit: [String: String] = [:]
  /// The commodities that point to each code, whatever the list.
  private(set) var commoditiesByCode: [String: [String]] = [:]
  private(set) var statesByCAS: [String: [Int]] = [:]
  private(set) var statesByUN: [String: [Int]] = [:]
  static let longestPhrase = 6
  static let substanceFeature = substanceFeatureID
  /// The feature whose states are the substances.
  public static let substanceFeatureID = "substance"
  private static let stopWords: Set<String> = Set(
    ("a an and as at by de der die das des du en et etc for from has have in into is it la le mit no nr not of on or per pos "
      + "cas hs nhm un cmr cim smgs awb adr rid imdg iata dg eccn pcs drum bag packing list "
      + "the to type und von with without x y и в на для с не з та").split(separator: " ").map(String.init)
  )

  /// Collects the words of a catalog; marking patterns that do not compile are left out.
  public init(_ catalog: Catalog) {
    features = catalog.features
    substances = catalog.substances
    unNumbers = catalog.unNumbers
    headings = catalog.headings
    goods = catalog.commodities
    markings = catalog.markings.compactMap { marking in (try? Pattern(marking.pattern)).map { (marking, $0) } }
    addFeatures(catalog)
    addCommodities(catalog)
    addSubstanceNumbers(catalog)
  }

  private mutating func add(_ phrase: String, _ meaning: Meaning) {
    let key = TextTokens.key(phrase)
    guard !key.isEmpty, phrases[key]?.contains(meaning) != true else { return }
    phrases[key, default: []].append(meaning)
  }

  private mutating func addFeatures(_ catalog: Catalog) {
    for feature in catalog.features.values.sorted(by: { $0.id < $1.id }) {
      let names = [feature.name, feature.id] + feature.also
      for phrase in names { add(phrase, .feature(feature.id)) }
      if feature.kind == .quantity {
        for phrase in feature.also where featureOfUnit[phrase] == nil { featureOfUnit[phrase] = feature.id }
      }
      featureWords[feature.id] = names.map { Set(TextTokens.stems($0).filter { !isStopWord($0) }) }.filter {
        !$0.isEmpty
      }
      for (index, state) in feature.states.enumerated() {
        for phrase in [state.name, state.id] + state.also { add(phrase, .state(feature: feature.id, state: index)) }
      }
    }
  }

  private mutating func addCommodities(_ catalog: Catalog) {
    var frequency: [String: Int] = [:]
    let ordered = catalog.commodities.values.sorted { $0.id < $1.id }
    for commodity in ordered {
      for feature in commodity.scores.keys { timesScored[feature, default: 0] += 1 }
      for entry in catalog.entries(of: commodity) {
        commoditiesByCode[String(entry.drop { $0 != "/" }.dropFirst()), default: []].append(commodity.id)
      }
      var stems: Set<String> = []
      for phrase in [commodity.name] + commodity.also + commodity.stamped {
        add(phrase, .commodity(commodity.id))
        stems.formUnion(TextTokens.stems(phrase))
      }
      for stem in stems.subtracting(Self.stopWords) where stem.count > 1 {
        frequency[stem, default: 0] += 1
        commodities[stem, default: []].append(commodity.id)
      }
    }
    let count = Double(max(2, ordered.count))
    for (stem, documents) in frequency { bits[stem] = Self.bits(count / Double(documents)) }
    for commodity in ordered {
      for phrase in [commodity.name] + commodity.also + commodity.stamped {
        let stems = Set(TextTokens.stems(phrase))
        phraseBits[TextTokens.key(phrase)] = stems.reduce(0) { $0 + (bits[$1] ?? 0) }
      }
    }
  }

  private mutating func addSubstanceNumbers(_ catalog: Catalog) {
    guard let feature = catalog.features[Self.substanceFeature] else { return }
    for substance in catalog.substances.values {
      guard let state = feature.index(ofState: substance.id) else { continue }
      for number in substance.cas { statesByCAS[number, default: []].append(state) }
      for number in substance.un { statesByUN[number, default: []].append(state) }
    }
  }

  /// The binary logarithm, straight between powers of two: near enough for how telling a word is.
  private static func bits(_ ratio: Double) -> Double { Double(ratio.exponent) + ratio.significand - 1 }

  /// The HS headings of each commodity.
  var commodityHeadings: [(commodity: String, headings: [String])] {
    goods.values.map { ($0.id, $0.headings) }
  }

  /// Whether a commodity shows one of these states of a feature.
  func shows(_ commodity: String, _ feature: String, anyOf states: StateSet) -> Bool {
    guard case .states(let common, let rare) = goods[commodity]?.scores[feature] else { return false }
    return common.union(rare).intersects(states)
  }

  /// The features that have exactly this key as a name.
  func features(namedExactly key: String) -> [Feature] {
    (phrases[key] ?? []).compactMap { meaning in
      if case .feature(let id) = meaning { features[id] } else { nil }
    }
  }

  /// The feature that an unlabelled value is read for.
  ///
  /// It is the one that names this very unit among its other words, or the one that nearly all goods with a value of
  /// this dimension are described by: litres per minute are a flow rate, but millimetres can be anything.
  func usualFeature(for reading: QuantityReading) -> Feature? {
    if let feature = featureOfUnit[reading.unit.symbol].flatMap({ features[$0] }), feature.admits(reading) {
      return feature
    }
    guard reading.dimension != Dimension.none else { return nil }
    let rivals = features.values.filter { $0.admits(reading) }.map { ($0, timesScored[$0.id] ?? 0) }
    let all = rivals.reduce(0) { $0 + $1.1 }
    return rivals.first { 5 * $0.1 >= 4 * all && $0.1 > 0 }?.0
  }

  func isStopWord(_ stem: String) -> Bool { Self.stopWords.contains(stem) }
}
