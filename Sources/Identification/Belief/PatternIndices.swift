/// The pattern number of every item, in one byte each where that is enough.
enum PatternIndices: Sendable {
  case narrow([UInt8])
  case wide([UInt16])

  init(_ indices: [UInt16], patternCount: Int) {
    self = patternCount <= 256 ? .narrow(indices.map { UInt8(truncatingIfNeeded: $0) }) : .wide(indices)
  }

  subscript(item: Int) -> Int {
    switch self {
    case .narrow(let indices): Int(indices[item])
    case .wide(let indices): Int(indices[item])
    }
  }

  /// The sum of the items' weights for each pattern.
  ///
  /// - Precondition: there is one weight per item. Every index is below `patternCount`: the builder saw to it.
  func sums(of weights: [Float], patternCount: Int, into sums: inout [Float]) {
    // Four sums side by side: neighbours often share a pattern, and would wait for each other's addition.
    if sums.count < 4 * patternCount { sums = [Float](repeating: 0, count: 4 * patternCount) }
    sums.withUnsafeMutableBufferPointer { sums in
      weights.withUnsafeBufferPointer { weights in
        guard let sums = sums.baseAddress, let first = weights.baseAddress else { return }
        sums.update(repeating: 0, count: 4 * patternCount)
        switch self {
        case .narrow(let indices):
          indices.withUnsafeBufferPointer {
            guard let indices = $0.baseAddress, $0.count == weights.count else { return }
            addNarrow(indices, first, count: weights.count, sums)
          }
        case .wide(let indices):
          indices.withUnsafeBufferPointer {
            guard let indices = $0.baseAddress, $0.count == weights.count else { return }
            addWide(indices, first, count: weights.count, sums)
          }
        }
        for pattern in 0..<patternCount {
          let lane = 4 * pattern
          sums[pattern] = (sums[lane] + sums[lane + 1]) + (sums[lane + 2] + sums[lane + 3])
        }
      }
    }
  }

  /// Adds to every item's total the value of its pattern.
  ///
  /// - Precondition: there is one total per item and one value per pattern.
  func add(_ values: [Double], to totals: inout [Double]) {
    values.withUnsafeBufferPointer { values in
      totals.withUnsafeMutableBufferPointer { totals in
        guard let first = totals.baseAddress, let values = values.baseAddress else { return }
        let count = totals.count
        switch self {
        case .narrow(let indices):
          indices.withUnsafeBufferPointer {
            guard let indices = $0.baseAddress, $0.count == count else { return }
            var item = 0
            while item < count {
              first[item] += values[Int(indices[item])]
              item &+= 1
            }
          }
        case .wide(let indices):
          indices.withUnsafeBufferPointer {
            guard let indices = $0.baseAddress, $0.count == count else { return }
            var item = 0
            while item < count {
              first[item] += values[Int(indices[item])]
              item &+= 1
            }
          }
        }
      }
    }
  }

  /// Writes the pattern number of each of `items`, in their order.
  func copy(_ items: [Int], to patterns: inout [Int]) {
    if patterns.count != items.count { patterns = [Int](repeating: 0, count: items.count) }
    switch self {
    case .narrow(let indices): for position in 0..<items.count { patterns[position] = Int(indices[items[position]]) }
    case .wide(let indices): for position in 0..<items.count { patterns[position] = Int(indices[items[position]]) }
    }
  }
}

// The two loops are written out: a generic one is many times slower in a build without optimisation.

private func addNarrow(
  _ indices: UnsafePointer<UInt8>,
  _ weights: UnsafePointer<Float>,
  count: Int,
  _ sums: UnsafeMutablePointer<Float>
) {
  var item = 0
  while item &+ 4 <= count {
    sums[4 &* Int(indices[item])] += weights[item]
    sums[4 &* Int(indices[item &+ 1]) &+ 1] += weights[item &+ 1]
    sums[4 &* Int(indices[item &+ 2]) &+ 2] += weights[item &+ 2]
    sums[4 &* Int(indices[item &+ 3]) &+ 3] += weights[item &+ 3]
    item &+= 4
  }
  while item < count {
    sums[4 &* Int(indices[item])] += weights[item]
    item &+= 1
  }
}

private func addWide(
  _ indices: UnsafePointer<UInt16>,
  _ weights: UnsafePointer<Float>,
  count: Int,
  _ sums: UnsafeMutablePointer<Float>
) {
  var item = 0
  while item &+ 4 <= count {
    sums[4 &* Int(indices[item])] += weights[item]
    sums[4 &* Int(indices[item &+ 1]) &+ 1] += weights[item &+ 1]
    sums[4 &* Int(indices[item &+ 2]) &+ 2] += weights[item &+ 2]
    sums[4 &* Int(indices[item &+ 3]) &+ 3] += weights[item &+ 3]
    item &+= 4
  }
  while item < count {
    sums[4 &* Int(indices[item])] += weights[item]
    item &+= 1
  }
}
