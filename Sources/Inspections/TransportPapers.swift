import Reading

/// A number of a transport paper, held against its own check digit.
public struct TransportNumber: Sendable, Hashable {
  /// How it stands.
  public enum Standing: Sendable, Hashable {
    /// The check digit agrees.
    case confirmed
    /// There is no check digit in numbers of this kind.
    case unchecked
    /// It cannot be such a number as written.
    case failed(String)
  }

  /// The field that it stands in.
  public let field: DeclaredField
  /// The number as written.
  public let text: String
  /// How it stands.
  public let standing: Standing

  /// A sentence for people.
  public var sentence: String {
    switch standing {
    case .confirmed: "\(field.label) \(text): the check digit agrees."
    case .unchecked: "\(field.label) \(text): numbers of this kind carry no check digit."
    case .failed(let reason): "\(field.label) \(text): \(reason); read it again."
    }
  }
}

extension DeclaredSide {
  /// Every transport number with what its check digit says; several in one field stand apart by semicolons.
  public var transportNumbers: [TransportNumber] {
    filled(.transport).flatMap { field in
      self[field].split(separator: ";").prefix(100).map { part in
        let text = String(part).trimmed
        return TransportNumber(field: field, text: text, standing: Self.standing(field, text))
      }
    }.filter { !$0.text.isEmpty }
  }

  private static func standing(_ field: DeclaredField, _ text: String) -> TransportNumber.Standing {
    let (kind, prefix, form): (Identifier.Kind, String, String)
    switch field {
    case .awb: (kind, prefix, form) = (.airWaybill, "AWB ", "three digits, then eight")
    case .container: (kind, prefix, form) = (.container, "", "four letters and seven digits")
    case .wagon: (kind, prefix, form) = (.wagon, "wagon ", "twelve digits, or eight on the wide gauge")
    case .ship: (kind, prefix, form) = (.ship, "IMO ", "seven digits")
    case .mrn: (kind, prefix, form) = (.movementReference, "", "two digits, two letters, fourteen more")
    default: return .unchecked
    }
    let number = text.prefix(60)
    let bare = number.uppercased().hasPrefix("IMO") || number.uppercased().hasPrefix("AWB") ? "" : prefix
    let found = [bare + number, String(number)].flatMap { Identifier.find(in: $0) }.filter { $0.kind == kind }
    if found.contains(where: { $0.verdict == .confirmed }) { return .confirmed }
    for identifier in found {
      switch identifier.verdict {
      case .failed(let reason): return .failed(reason)
      case .recovered: return .failed("\(identifier.canonical) would fit, but that is not what is written")
      case .confirmed, .unchecked: continue
      }
    }
    return .failed("it does not have the form of one (\(form))")
  }
}

extension String {
  var trimmed: String {
    String(String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()))
  }
}
