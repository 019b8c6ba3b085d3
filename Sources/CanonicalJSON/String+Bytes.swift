import Glibc

/// Comparisons by UTF-8 bytes: `==` and `<` of strings take two spellings of `é` for the same.
extension String {
  /// Whether both have the same bytes.
  public func equalsAsBytes(_ other: String) -> Bool {
    compareBytes(with: other) == 0
  }

  /// Whether the bytes come before those of `other`.
  public func precedesAsBytes(_ other: String) -> Bool {
    compareBytes(with: other) < 0
  }

  private func compareBytes(with other: String) -> Int {
    let order = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in
        guard let start = left.baseAddress, let otherStart = right.baseAddress else { return left.count - right.count }
        let order = Int(memcmp(start, otherStart, min(left.count, right.count)))
        return order == 0 ? left.count - right.count : order
      }
    }
    if case .some(.some(let order)) = order { return order }
    return utf8.elementsEqual(other.utf8) ? 0 : utf8.lexicographicallyPrecedes(other.utf8) ? -1 : 1
  }
}
