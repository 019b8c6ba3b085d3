public import CanonicalJSON
import Foundation

/// Everything that a referral says, in its fourteen groups, as it stood when it was referred.
///
/// It is kept in the journal, so that it can be printed again word for word. `Catalog/schemas/referral.schema.json`
/// describes its JSON form.
public struct ReferralSheet: Sendable, Hashable, Codable {
  /// A name with what was written beside it.
  public struct Field: Sendable, Hashable, Codable {
    /// The field's name in records.
    public let name: String
    /// The name shown to people.
    public let label: String
    /// The words as written.
    public let text: String
    /// What is to be known of it, such as how its check digit stands; may be empty.
    public let remark: String
  }

  /// 1: where, when and by whom.
  public struct Reference: Sendable, Hashable, Codable {
    /// The name of the inspection; the number of the kit belongs to it, because two kits count apart.
    public let inspection: String
    /// The name of the kit's key.
    public let kit: String
    /// When it was referred, as `2026-11-22T04:10:00Z`.
    public let made: String
    /// The post, the mode of transport and the officer's number; may be empty.
    public let post, mode, officer: String
  }

  /// 6: what was seen.
  public struct Seen: Sendable, Hashable, Codable {
    /// Marks and descriptions as typed, unread characters as `?`.
    public let texts: [String]
    /// Choices, by the name of the feature.
    public let features: [Field]
    /// What was looked for and could not be told.
    public let notSeen: [String]
    /// Photographs and papers: the name, what it shows and its digest.
    public let photographs: [Field]
  }

  /// 8: hazards and what was done about them.
  public struct Safety: Sendable, Hashable, Codable {
    /// What is plausible, with what not to do and what to do.
    public let hazards: [Field]
    /// Notes on labels, dose rate and actions.
    public let notes: [String]
  }

  /// 9: one kind of goods.
  public struct Goods: Sendable, Hashable, Codable {
    /// The record, its name, its name in other writing where the catalog has one, and how probable it is in words.
    public let commodity, name, otherName, probability: String
  }

  /// 9: entries that stand alike.
  public struct Entries: Sendable, Hashable, Codable {
    /// One condition: what is asked for, what was read, how it stands.
    public struct Condition: Sendable, Hashable, Codable {
      /// The feature, the list's limit, the reading and how it stands.
      public let name, limit, reading, result: String
    }

    /// List, code and edition of each.
    public let entries: [Field]
    /// How they stand, in words.
    public let verdict: String
    /// Every condition.
    public let conditions: [Condition]
    /// The readings that are missing.
    public let missing: [String]
  }

  /// 10: destination and end use.
  public struct Concern: Sendable, Hashable, Codable {
    /// nothing, ask or refer.
    public let advice: EndUse.Advice
    /// The answer in its fixed words.
    public let sentence: String
    /// Flags ticked, each with its fact.
    public let flags: [Field]
    /// National measures that apply.
    public let measures: [String]
    /// The reasoned note of the end-use checklist.
    public let note: [String]
    /// Declared against seen.
    public let remarks: [Remark]
  }

  /// 13: what it rests on.
  public struct Basis: Sendable, Hashable, Codable {
    /// List and edition of every entry named.
    public let editions: [String]
    /// The version of the program, the digest of the catalog's release and the release's age in words.
    public let program, release, age: String
  }

  /// The version of the format.
  public let version: Int
  /// 1.
  public let reference: Reference
  /// 2: transport papers.
  public let transport: [Field]
  /// 3: the goods as declared.
  public let declared: [Field]
  /// 4: parties as written, unverified.
  public let parties: [Field]
  /// 5: a licence that is claimed.
  public let licence: [Field]
  /// 6.
  public let seen: Seen
  /// 7: measurements; the remark says how each is known.
  public let measurements: [Field]
  /// 8.
  public let safety: Safety
  /// The outcome of the list match in its fixed words, and why.
  public let outcome, reason: String
  /// 9.
  public let candidates: [Goods]
  /// 9.
  public let findings: [Entries]
  /// 10.
  public let concern: Concern
  /// 11: questions for the expert, the most important first.
  public let questions: [String]
  /// 12: what is suggested.
  public let actions: [String]
  /// 13.
  public let basis: Basis
  /// 14: what the authority answered, and how long the inspection took.
  public let returned: [String]
  /// 14: minutes from the first event.
  public let minutes: Int

  /// The sheet as JSON.
  public func json() throws(ReferralError) -> JSONValue {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    do {
      return try JSONValue(parsing: encoder.encode(self))
    } catch {
      throw .unreadable("\(error)")
    }
  }

  /// Reads a sheet that a journal holds.
  public init(_ json: JSONValue) throws(ReferralError) {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      self = try decoder.decode(ReferralSheet.self, from: Data(json.line.utf8))
    } catch {
      throw .unreadable("\(error)")
    }
  }
}

/// Why a sheet cannot be made or read.
public enum ReferralError: Error, Equatable, Sendable, CustomStringConvertible {
  /// It is no sheet of this format.
  case unreadable(String)

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .unreadable(let reason): "the referral sheet cannot be read: \(reason); refer the inspection again"
    }
  }
}
