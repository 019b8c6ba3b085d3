public import Catalog
import Reading

/// The checks that a catalog has to pass before it can be released.
public enum CatalogLint {
  /// Everything wrong with a catalog's files, sorted by place: schema, references, units, identifiers, patterns.
  public static func issues(of source: CatalogSource) -> [SourceIssue] {
    let found = issues(in: Catalog(records: source.records))
    return Set(source.issues + found.map(source.locate)).sorted(by: SourceIssue.precedes)
  }

  /// Everything wrong with one record among the others that it refers to.
  ///
  /// - Parameters:
  ///   - record: the record; it takes the place of one with the same name.
  ///   - records: all records.
  public static func issues(of record: CatalogRecord, among records: [CatalogRecord]) -> [RecordIssue] {
    let catalog = Catalog(records: records.filter { $0.name != record.name } + [record])
    return issues(in: catalog).filter { $0.kind == record.kind && $0.id == record.id }
  }

  private static func issues(in catalog: Catalog) -> [RecordIssue] {
    catalog.issues + catalog.validate() + patterns(catalog) + identifiers(catalog)
  }

  private static func patterns(_ catalog: Catalog) -> [RecordIssue] {
    catalog.markings.compactMap { marking in
      do {
        _ = try Pattern(marking.pattern)
        return nil
      } catch {
        return RecordIssue(
          kind: CatalogRecord.Kind.marking.rawValue,
          id: marking.id,
          path: [.key("pattern")],
          message: "\(error)"
        )
      }
    }
  }

  private static func identifiers(_ catalog: Catalog) -> [RecordIssue] {
    catalog.substances.values.flatMap { substance in
      substance.cas.filter { !isCAS($0) }.map {
        RecordIssue(
          kind: CatalogRecord.Kind.substance.rawValue,
          id: substance.id,
          path: [.key("cas")],
          message: "'\($0)' is no CAS number: its form or its check digit does not fit"
        )
      }
    }
  }

  private static func isCAS(_ text: String) -> Bool {
    Identifier.find(in: text).contains { $0.kind == .cas && $0.verdict == .confirmed && $0.canonical == text }
  }
}
