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
  /// The ids of features and of commodities, which are known by their places here.
  private let featureIDs: [String]
  private let commodityIDs: [String]
  private let phrases: ListsByKey<String, PackedMeaning>
  /// How telling each phrase is as the name of a commodity, in bits.
  private let phraseBits: [Double]
  /// The commodities that have a stem in their names.
  private let commodities: ListsByKey<String, Int32>
  let featureNames: FeatureNames
  /// How many commodities are described by each feature.
  let timesScored: [String: Int]
  /// The feature that names a unit symbol among its other words.
  private let featureOfUnit: [String: String]
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

  /// A meaning by the places of its feature or commodity.
  private enum PackedMeaning: Sendable, Equatable {
    case state(feature: Int32, state: Int32)
    case feature(Int32)
    case commodity(Int32)
  }

  /// Collects the words of a catalog; marking patterns that do not compile are left out.
  public init(_ catalog: Catalog) {
    features = catalog.features
    substances = catalog.substances
    unNumbers = catalog.unNumbers
    headings = catalog.headings
    goods = catalog.commodities
    markings = catalog.markings.compactMap { marking in (try? Pattern(marking.pattern)).map { (marking, $0) } }
    let features = catalog.features.values.sorted { $0.id < $1.id }
    let goods = catalog.commodities.values.sorted { $0.id < $1.id }
    featureIDs = features.map(\.id)
    commodityIDs = goods.map(\.id)
    phrases = ListsByKey(Self.phrases(of: features) + Self.phrases(of: goods))
    commodities = ListsByKey(Self.stems(of: goods))
    phraseBits = Self.bits(ofNamesOf: goods, phrases, commodities)
    featureNames = FeatureNames(features) { !Self.stopWords.contains($0) }
    timesScored = goods.reduce(into: [:]) { times, commodity in
      for feature in commodity.scores.keys { times[feature, default: 0] += 1 }
    }
    let named = features.filter { $0.kind == .quantity }.flatMap { feature in feature.also.map { ($0, feature.id) } }
    featureOfUnit = Dictionary(named) { first, _ in first }
    addCodes(catalog, goods)
    addSubstanceNumbers(catalog)
  }

  private static func phrases(of features: [Feature]) -> [(key: String, value: PackedMeaning)] {
    var phrases: [(key: String, value: PackedMeaning)] = []
    func add(_ phrase: String, _ meaning: PackedMeaning) {
      let key = TextTokens.key(phrase)
      if !key.isEmpty { phrases.append((key, meaning)) }
    }
    for (place, feature) in features.enumerated() {
      let number = Int32(place)
      for phrase in [feature.name, feature.id] + feature.also { add(phrase, .feature(number)) }
      for (index, state) in feature.states.enumerated() {
        let meaning = PackedMeaning.state(feature: number, state: Int32(index))
        for phrase in [state.name, state.id] + state.also { add(phrase, meaning) }
      }
    }
    return phrases
  }

  private static func phrases(of goods: [Commodity]) -> [(key: String, value: PackedMeaning)] {
    goods.enumerated().flatMap { place, commodity in
      commodity.names.map { (TextTokens.key($0), .commodity(Int32(place))) }.filter { !$0.0.isEmpty }
    }
  }

  private static func stems(of goods: [Commodity]) -> [(key: String, value: Int32)] {
    goods.enumerated().flatMap { place, commodity in
      commodity.names.flatMap(TextTokens.stems).filter { $0.count > 1 && !stopWords.contains($0) }
        .map { ($0, Int32(place)) }
    }
  }

  private static func bits(
    ofNamesOf goods: [Commodity],
    _ phrases: ListsByKey<String, PackedMeaning>,
    _ commodities: ListsByKey<String, Int32>
  ) -> [Double] {
    var bits = [Double](repeating: 0, count: phrases.count)
    for phrase in goods.lazy.flatMap(\.names) {
      guard let row = phrases.row(of: TextTokens.key(phrase)) else { continue }
      bits[row] = Set(TextTokens.stems(phrase)).sorted().reduce(0) { sum, stem in
        sum + self.bits(rarity: commodities[stem].count, among: goods.count)
      }
    }
    return bits
  }

  private mutating func addCodes(_ catalog: Catalog, _ goods: [Commodity]) {
    for commodity in goods {
      for entry in catalog.entries(of: commodity) {
        commoditiesByCode[String(entry.drop { $0 != "/" }.dropFirst()), default: []].append(commodity.id)
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

  /// How many bits a word says of a commodity that it is found with: the rarer, the more.
  ///
  /// The binary logarithm of the rarity, straight between powers of two: near enough for how telling a word is.
  private static func bits(rarity documents: Int, among count: Int) -> Double {
    guard documents > 0 else { return 0 }
    let ratio = Double(max(2, count)) / Double(documents)
    return Double(ratio.exponent) + ratio.significand - 1
  }

  /// What a phrase can mean, by the key of its words.
  func meanings(of key: String) -> [Meaning] {
    phrases[key].map { meaning in
      switch meaning {
      case .state(let feature, let state): .state(feature: featureIDs[Int(feature)], state: Int(state))
      case .feature(let feature): .feature(featureIDs[Int(feature)])
      case .commodity(let commodity): .commodity(commodityIDs[Int(commodity)])
      }
    }
  }

  /// How many bits a phrase says of the commodity that it is a name of.
  func bits(ofName key: String) -> Double { phrases.row(of: key).map { phraseBits[$0] } ?? 0 }

  /// The commodities with a stem in their names.
  func commodities(withStem stem: String) -> [String] { commodities[stem].map { commodityIDs[Int($0)] } }

  /// How many bits a stem says of each commodity that has it in its names; 0 if none has.
  func bits(ofStem stem: String) -> Double { Self.bits(rarity: commodities[stem].count, among: commodityIDs.count) }

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
    meanings(of: key).compactMap { meaning in
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

extension Commodity {
  /// Everything that it is called or that stands on it.
  fileprivate var names: [String] { [name] + also + stamped }
}
