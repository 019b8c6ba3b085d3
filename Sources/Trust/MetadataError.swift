/// Why a file is not metadata of The Update Framework that this product reads.
public struct MetadataError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong, and in which field.
  public let reason: String

  /// What is wrong, and in which field.
  public var description: String { reason }

  init(_ reason: String) { self.reason = reason }
}
