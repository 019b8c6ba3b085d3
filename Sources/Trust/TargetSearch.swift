/// Looks for a target among the targets roles: the root's own first, then down the delegations in their order.
struct TargetSearch {
  private let path: String
  private let limit: Int
  private var pending: [Authority]
  private var visited: Set<[UInt8]> = []

  init(_ path: String, from root: RootMetadata, limit: Int) {
    self.path = path
    self.limit = limit
    pending = [Authority(.targets, in: root)]
  }

  /// The next role to ask, each once, so that circles end; `nil` if there is none left.
  mutating func next() throws(TrustError) -> Authority? {
    while let authority = pending.popLast() {
      guard visited.insert(Array(authority.role.utf8)).inserted else { continue }
      guard visited.count <= limit else { throw .tooManyDelegations(target: path, limit: limit) }
      return authority
    }
    return nil
  }

  /// What the role says of the target; if nothing, the search goes on with the roles it delegates to.
  mutating func ask(_ targets: TargetsMetadata) -> TargetFile? {
    if let target = targets.targets[path] { return target }
    guard let delegations = targets.delegations else { return nil }
    var below: [Authority] = []
    for role in delegations.roles where role.covers(path) {
      below.append(Authority(role, in: delegations))
      if role.terminating {
        pending = []
        break
      }
    }
    pending += below.reversed()
    return nil
  }
}

extension TargetFile {
  /// Whether a path stays inside the folder that it is relative to, on every system.
  public static func isPlain(_ path: String) -> Bool {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
        && part.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }
    }
  }
}
