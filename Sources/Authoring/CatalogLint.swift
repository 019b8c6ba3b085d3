import Catalog
import Reading

/// The checks that a catalog has to pass before it can be released.
public enum CatalogLint {
  /// Everything wrong with a catalog's files, sorted by place: schema, references, units, identifiers, patterns.
  public static func issues(of source: CatalogSource) -> [SourceIssue] {
    let catalog = Catalog(records: source.records)
    let found = catalog.issues + catalog.validate() + patterns(catalog)
    return Set(source.issues + found.map(source.locate)).sorted(by: SourceIssue.precedes)
  }

  private static func patterns(_ catalog: Catalog) -> [RecordIssue] {
    catalog.markings.compactMap { marking in
      do {
        _ = try Pattern(marking.pattern)
        return nil
      } catch {
        return RecordIssue(
          kind: CatalogRecord.Kind.marking.rawValue, id: marking.id, path: [.key("pattern")], message: "\(error)")
      }
    }
  }
}
