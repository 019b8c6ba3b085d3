/// What a program can read; it decides before anything is applied whether a release is for it.
public struct ReaderFormat: Sendable, Equatable {
  /// The major formats it reads.
  public let majors: Set<Int>
  /// The highest minor format it knows.
  public let minor: Int
  /// The fields it knows, as kind and field, such as `control.criterion`.
  public let fields: Set<String>

  /// A reader.
  public init(majors: Set<Int>, minor: Int, fields: Set<String>) {
    self.majors = majors
    self.minor = minor
    self.fields = fields
  }

  /// Accepts a release that this program can use rightly.
  ///
  /// Unknown kinds and advisory fields are no hindrance: they are kept and passed over.
  ///
  /// - Throws: ``ReleaseError/needsNewerProgram(release:_:)``.
  public func accept(_ manifest: ReleaseManifest) throws(ReleaseError) {
    let format = manifest.format
    guard majors.contains(format.major) else {
      throw .needsNewerProgram(release: manifest.release, "it has format \(format.major)")
    }
    guard format.minReader <= minor else {
      throw .needsNewerProgram(
        release: manifest.release,
        "it asks for format \(format.major).\(format.minReader), this program knows \(format.major).\(minor)"
      )
    }
    let missing = manifest.fields.filter { $0.fieldClass == .critical && !fields.contains($0.name) }.map(\.name)
    guard missing.isEmpty else {
      throw .needsNewerProgram(
        release: manifest.release,
        "this program does not know \(missing.sorted().prefix(5).joined(separator: ", "))"
      )
    }
  }
}
