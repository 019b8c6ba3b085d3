public import Measures

/// Something that can be seen, read or measured on the goods, their package, plate or papers.
public struct Feature: Sendable, Identifiable {
  /// What kinds of answer there are.
  public enum Kind: String, CaseIterable, Sendable {
    /// One of named states.
    case choice
    /// Yes or no.
    case presence
    /// A value with a unit.
    case quantity
  }

  /// Where an inspector finds it.
  ///
  /// Inside is never asked for: only a volunteered reading counts.
  public enum Place: String, CaseIterable, Sendable {
    case package, papers, plate, goods, inside
  }

  /// What it takes to read it.
  public enum Tool: String, CaseIterable, Sendable {
    case none, tape, magnet, scale, pager, xrf, datasheet, laboratory
  }

  /// Which end of a range on a plate counts as the reading.
  public enum RangeEnd: String, CaseIterable, Sendable {
    /// A range is the capability, and its upper end is the reading.
    case highest
    /// A range is the capability, and its lower end is the reading.
    case lowest
    /// A range says that the value is uncertain.
    case uncertain
  }

  /// One possible answer of a choice.
  public struct State: Sendable, Identifiable {
    /// The name used in records.
    public let id: String
    /// The name shown to people.
    public let name: String
    /// How it is told apart by eye; may be empty.
    public let tell: String
    /// Other words for it.
    public let also: [String]
    /// The wider state that this one is a kind of.
    public let wider: String?

    /// A state.
    public init(id: String, name: String, tell: String = "", also: [String] = [], wider: String? = nil) {
      self.id = id
      self.name = name
      self.tell = tell
      self.also = also
      self.wider = wider
    }
  }

  /// A condition for the feature to apply at all: another feature shows one of these states.
  public struct Requirement: Sendable, Hashable {
    /// The controlling feature.
    public let feature: String
    /// The states under which this feature applies.
    public let states: [String]
  }

  /// The name used in records.
  public let id: String
  /// The name shown to people.
  public let name: String
  /// The question put to the inspector.
  public let question: String
  /// What helps to answer it; may be empty.
  public let help: String
  /// What kind of answer there is.
  public let kind: Kind
  /// The states of a choice, `yes` and `no` of a presence, none of a quantity.
  public let states: [State]
  /// The unit that a quantity is shown in; its dimension is the feature's.
  public let unit: Measures.Unit?
  /// What a range means.
  public let rangeEnd: RangeEnd
  /// The relative uncertainty of a reading, 0 for what is printed exactly.
  public let precision: Double
  /// Where to look.
  public let place: Place
  /// What it takes.
  public let tool: Tool
  /// How long it takes, in seconds.
  public let seconds: Double
  /// How often people get it wrong, from 0 to 1.
  public let misread: Double
  /// Other words for it.
  public let also: [String]
  /// When it applies; every requirement must hold.
  public let requires: [Requirement]
  /// How to work it out from other readings, the best way first.
  public let formulas: [Formula]
  /// The choice or quantity whose reading stands for this one until it is read itself.
  public let fallsBackTo: String?
  /// The feature whose states this one takes over, or `substances`.
  public let takesStatesFrom: String?
  private let extents: [StateSet]

  /// The dimension of a quantity.
  public var dimension: Dimension? { unit?.dimension }

  /// The number of the state with this id.
  public func index(ofState id: String) -> Int? {
    states.firstIndex { $0.id == id }
  }

  /// The state with this number and every state that is a kind of it.
  public func extent(of state: Int) -> StateSet {
    extents.indices.contains(state) ? extents[state] : StateSet()
  }

  /// The states named, each with everything that is a kind of it; nil if a name is unknown.
  public func extent(ofStates ids: [String]) -> StateSet? {
    var set = StateSet()
    for id in ids {
      guard let index = index(ofState: id) else { return nil }
      set = set.union(extent(of: index))
    }
    return set
  }

  init(_ record: FeatureRecord, states: [State], formulas: [Formula]) {
    id = record.id
    name = record.name
    question = record.question
    help = record.help
    kind = record.kind
    self.states = states
    unit = record.unit
    rangeEnd = record.rangeEnd
    precision = record.precision
    place = record.place
    tool = record.tool
    seconds = record.seconds
    misread = record.misread
    also = record.also
    requires = record.requires
    self.formulas = formulas
    fallsBackTo = record.fallsBackTo
    takesStatesFrom = record.statesOf
    extents = Self.extents(of: states)
  }

  private static func extents(of states: [State]) -> [StateSet] {
    var numbers: [String: Int] = [:]
    for (index, state) in states.enumerated() { numbers[state.id] = index }
    var extents = states.indices.map { StateSet([$0]) }
    for (index, state) in states.enumerated() {
      var wider = state.wider.flatMap { numbers[$0] }
      // A circle of 'is:' would never end; no honest chain is longer than the list of states.
      for _ in states.indices {
        guard let up = wider else { break }
        extents[up].insert(index)
        wider = states[up].wider.flatMap { numbers[$0] }
      }
    }
    return extents
  }
}
