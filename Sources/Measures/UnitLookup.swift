/// Finds single units by spelling: exactly, with a prefix, and then without regard to case.
enum UnitLookup {
  /// Every unit that `spelling` may mean; case is ignored only when nothing is spelled exactly so.
  static func meanings(of spelling: String) -> [Unit] {
    if let direct = exact[spelling] { return direct }
    let prefixed = withPrefix(spelling)
    return prefixed.isEmpty ? caseless(spelling) : prefixed
  }

  private static let exact: [String: [Unit]] = {
    var table: [String: [Unit]] = [:]
    for atom in UnitAtoms.all {
      for spelling in atom.spellings { table[spelling, default: []].append(atom.unit) }
    }
    // A spelling with its own entry may also be a prefixed unit of another kind, such as mg for milli-g.
    for spelling in table.keys {
      for unit in withPrefix(spelling)
      where table[spelling]?.contains(where: { $0.dimension == unit.dimension }) == false {
        if spelling.unicodeScalars.count <= 3 { table[spelling]?.append(unit) }
      }
    }
    return table
  }()

  private static let prefixable: [String: [UnitAtom]] = {
    var table: [String: [UnitAtom]] = [:]
    for atom in UnitAtoms.all where !atom.prefixes.isEmpty {
      for spelling in atom.spellings { table[spelling, default: []].append(atom) }
    }
    return table
  }()

  private static func withPrefix(_ spelling: String) -> [Unit] {
    guard let first = spelling.unicodeScalars.first else { return [] }
    var found: [Unit] = []
    for prefix in UnitPrefix.all {
      let rest: String
      guard first == prefix.letter else {
        continue
      }
      rest = String(spelling.unicodeScalars.dropFirst())
      for atom in prefixable[rest] ?? [] where atom.prefixes.unicodeScalars.contains(prefix.letter) {
        found.append(multiple(of: atom.unit, prefix))
      }
    }
    return found + withPrefixWord(spelling)
  }

  private static func withPrefixWord(_ spelling: String) -> [Unit] {
    guard spelling.utf8.count > 6 else { return [] }
    let lower = spelling.lowercased()
    for prefix in UnitPrefix.all where lower.hasPrefix(prefix.word) {
      let rest = String(lower.dropFirst(prefix.word.count))
      guard rest.utf8.count > 2 else { continue }
      return (prefixable[rest] ?? []).map { multiple(of: $0.unit, prefix) }
    }
    return []
  }

  private static func multiple(of unit: Unit, _ prefix: UnitPrefix) -> Unit {
    let scale = (unit.scale * prefix.factor).rounded(significant: 15)
    return Unit(known: prefix.symbol + unit.symbol, unit.dimension, scale, 0)
  }

  // MARK: Without regard to case

  private static let folded: [String: [Unit]] = {
    var table: [String: [Unit]] = [:]
    for atom in UnitAtoms.all {
      for spelling in atom.spellings {
        let key = spelling.lowercased()
        if table[key]?.contains(atom.unit) != true { table[key, default: []].append(atom.unit) }
      }
    }
    return table
  }()

  private static let foldedPrefixable: [String: [UnitAtom]] = {
    var table: [String: [UnitAtom]] = [:]
    for atom in UnitAtoms.all where !atom.prefixes.isEmpty {
      for spelling in atom.spellings {
        let key = spelling.lowercased()
        if table[key]?.contains(where: { $0.unit == atom.unit }) != true { table[key, default: []].append(atom) }
      }
    }
    return table
  }()

  private static func caseless(_ spelling: String) -> [Unit] {
    // In capitals this names the country before a unit of its own, not microseconds.
    guard spelling != "US" else { return [] }
    let lower = spelling.lowercased()
    if let direct = folded[lower] { return direct }
    guard let first = lower.unicodeScalars.first else { return [] }
    let rest = String(lower.unicodeScalars.dropFirst())
    guard let atoms = foldedPrefixable[rest] else { return [] }
    var found: [Unit] = []
    for prefix in UnitPrefix.all where prefix.letter.properties.lowercaseMapping == String(first) {
      for atom in atoms where atom.prefixes.unicodeScalars.contains(prefix.letter) {
        found.append(multiple(of: atom.unit, prefix))
      }
    }
    return found
  }
}
