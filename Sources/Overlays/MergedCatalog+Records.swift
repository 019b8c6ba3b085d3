import CanonicalJSON
public import Catalog

extension MergedCatalog {
  /// Whether nothing was said at all.
  public var isEmpty: Bool { items.isEmpty }

  /// A record of the release as this kit uses it.
  public func record(_ record: CatalogRecord) -> CatalogRecord {
    guard let item = items[record.name], item.origin == .upstream, !item.localFields.isEmpty else { return record }
    return CatalogRecord(item.name, fields: item.recordFields)
  }

  /// The additions in use, as records, sorted.
  ///
  /// An addition that extends a record of the release can make it stricter, or say more, but not less: an entry is
  /// tested beside the one that it extends, and goods fall under every entry and bring every hazard of those they
  /// extend.
  ///
  /// - Parameter release: gives a record of the release, nil where it holds none.
  public func additions(over release: (RecordName) throws -> CatalogRecord?) rethrows -> [CatalogRecord] {
    try items.values.filter { $0.origin == .local && $0.isInUse }.sorted { $0.name < $1.name }.map { item in
      var fields = item.fields
      fields[Self.extendsField] = nil
      guard let extended = item.extends else { return CatalogRecord(item.name, fields: fields) }
      switch CatalogRecord.Kind(rawValue: item.name.kind) {
      case .control: fields["same as"] = Self.union([extended.id], fields["same as"])
      case .commodity:
        let wider = try release(extended)?.fields
        for key in ["controls", "hazards"] { fields[key] = Self.union(wider?[key]?.texts ?? [], fields[key]) }
      default: break
      }
      return CatalogRecord(item.name, fields: fields)
    }
  }

  /// The additions in use that extend a record, sorted.
  public func extensions(of name: RecordName) -> [MergedItem] {
    items.values.filter { $0.isInUse && $0.extends == name }.sorted { $0.name < $1.name }
  }

  private static func union(_ texts: [String], _ value: JSONValue?) -> JSONValue {
    let own = value?.texts ?? []
    return .texts(own + texts.filter { !own.contains($0) })
  }
}
