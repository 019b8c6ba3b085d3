/// A number or code with a known form, found in a text.
public struct Identifier: Equatable, Sendable {
  /// What an identifier identifies.
  public enum Kind: String, CaseIterable, Sendable {
    /// A CAS registry number of a substance.
    case cas
    /// A UN number of dangerous goods; a digit that could not be read stays `?`.
    case un
    /// An orange plate: hazard identification number over UN number.
    case orangePlate
    /// A freight container by ISO 6346.
    case container
    /// A railway wagon, twelve digits (UIC) or eight (1520 mm gauge).
    case wagon
    /// A ship by its IMO number.
    case ship
    /// An air waybill.
    case airWaybill
    /// A customs movement reference number.
    case movementReference
    /// A Harmonized System code or a longer national one.
    case tariffCode
    /// An entry of a control list.
    case controlCode
    /// A NATO stock number.
    case stockNumber
  }

  /// How far an identifier can be trusted.
  public enum Verdict: Equatable, Sendable {
    /// The check digit agrees.
    case confirmed
    /// The form is right and has no check digit.
    case unchecked
    /// It has the form but cannot be such an identifier, for this reason.
    case failed(reason: String)
    /// A suggestion only: what was read has unread or mistakable characters, and this would agree.
    case recovered(from: String)
  }

  /// What it identifies.
  public let kind: Kind
  /// The usual way to write it.
  public let canonical: String
  /// Where it stands in the text.
  public let range: Range<String.Index>
  /// How far it can be trusted.
  public let verdict: Verdict

  /// All identifiers in `text`, in order; where readings overlap, the more certain kind is given.
  ///
  /// A reading that fails its check is reported as failed and never as what it might have been.
  public static func find(in text: String) -> [Identifier] {
    find(in: PreparedText(text), of: text)
  }

  /// All identifiers in a text that has been prepared already; `text` is the one it was prepared from.
  static func find(in prepared: PreparedText, of text: String) -> [Identifier] {
    let all = IdentifierForms.all.flatMap { form in form.identifiers(in: prepared, of: text) }
      .enumerated().sorted { one, other in
        (one.element.range.lowerBound, one.element.range.upperBound, one.offset)
          < (other.element.range.lowerBound, other.element.range.upperBound, other.offset)
      }.map(\.element)
    var isKept = [Bool](repeating: true, count: all.count)
    for (number, one) in all.enumerated() {
      // Only those that begin before this one ends can rival it, which are few however long the text.
      for rival in all.indices[(number + 1)...].prefix(while: { all[$0].range.lowerBound < one.range.upperBound }) {
        if one.displaces(all[rival], isEarlier: true) {
          isKept[rival] = false
        } else if all[rival].displaces(one, isEarlier: false) {
          isKept[number] = false
        }
      }
    }
    return zip(all, isKept).filter(\.1).map(\.0)
  }

  private var rank: Int {
    switch verdict {
    case .confirmed: 0
    case .unchecked: 1
    case .failed: 2
    case .recovered: 3
    }
  }

  private func displaces(_ other: Identifier, isEarlier: Bool) -> Bool {
    guard range.overlaps(other.range) else { return false }
    if Set([kind, other.kind]) == [.un, .orangePlate] { return false }
    if kind == other.kind && rank == 3 && other.rank == 3 && canonical != other.canonical { return false }
    if rank != other.rank { return rank < other.rank }
    if range == other.range { return isEarlier }
    return range.lowerBound <= other.range.lowerBound && range.upperBound >= other.range.upperBound
  }
}
