/// Who examines, with which kit and which release of the catalog.
public struct Sitting: Sendable, Hashable {
  /// The name of the inspection, so that a file cannot pass for another one.
  public let inspection: String
  /// The name of the kit's key.
  public let kit: String
  /// The release of the catalog.
  public let release: String
  /// The officer's number, never a name; may be empty.
  public let officer: String
  /// The border post; may be empty.
  public let post: String
  /// The version of the program.
  public let program: String

  /// A sitting.
  public init(inspection: String, kit: String, release: String, officer: String, post: String, program: String) {
    self.inspection = inspection
    self.kit = kit
    self.release = release
    self.officer = officer
    self.post = post
    self.program = program
  }
}

/// Something written down beside the answers.
public struct InspectionNote: Sendable, Hashable {
  /// What a note is about; each has its place on the referral sheet.
  public enum Topic: String, Sendable, Hashable, CaseIterable {
    /// Anything.
    case general
    /// Labels seen, dose rate, what was done about a hazard.
    case safety
    /// What the expert is asked.
    case question
    /// What the inspector suggests should happen.
    case action
    /// The fact that raises suspicion of an end use.
    case suspicion
    /// What the authority answered.
    case returned
  }

  /// What it is about.
  public let topic: Topic
  /// The words.
  public let text: String

  /// A note.
  public init(_ topic: Topic, _ text: String) {
    self.topic = topic
    self.text = text
  }
}

/// A photograph or paper, kept by the digest of its content.
public struct Attachment: Sendable, Hashable {
  /// What a photograph shows.
  public enum View: String, Sendable, Hashable, CaseIterable {
    case wide, label, plate, certificate, scale, paper, other
  }

  /// The SHA-256 of the file as it was attached.
  public let digest: String
  /// The SHA-256 of the copy without location; nil where no such copy can be made.
  public let cleaned: String?
  /// The name it had.
  public let name: String
  /// Its size in bytes.
  public let size: Int
  /// What it shows.
  public let view: View

  /// An attachment.
  public init(digest: String, cleaned: String?, name: String, size: Int, view: View) {
    self.digest = digest
    self.cleaned = cleaned
    self.name = name
    self.size = size
    self.view = view
  }
}

/// A red flag or a point of the end-use checklist, with the fact that speaks for it.
public struct Tick: Sendable, Hashable {
  /// The record of the catalog.
  public let flag: String
  /// What was seen or read; may be empty.
  public let fact: String

  /// A tick.
  public init(flag: String, fact: String) {
    self.flag = flag
    self.fact = fact
  }
}

/// The kit's signature over everything before it.
public struct InspectionSeal: Sendable, Hashable {
  /// The name of the inspection.
  public let inspection: String
  /// The public key, 64 hexadecimal digits.
  public let key: String
  /// The signature, 128 hexadecimal digits.
  public let signature: String
}
