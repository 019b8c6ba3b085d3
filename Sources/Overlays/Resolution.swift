import CanonicalJSON
import Catalog

/// How a person settles a review item.
public enum ReviewChoice: String, Sendable, CaseIterable {
  /// What was said here stays.
  case keepLocal = "keep-local"
  /// What the release says is enough.
  case takeUpstream = "take-upstream"
}

extension MergedCatalog {
  /// What has to be said to settle a statement that needs a person; empty where it needs none.
  ///
  /// Nothing is taken away: statements that no longer count are retired by further ones. Of several local values for
  /// one field the one that is kept retires the others, and the authority's retires them all.
  public func drafts(settling key: OverlayStatement.Key, _ choice: ReviewChoice) -> [OverlayDraft] {
    guard let entry = review.first(where: { $0.key == key }) else { return [] }
    let group = review.filter { $0.name == entry.name && $0.field == entry.field && $0.reason == entry.reason }
    switch (choice, entry.reason) {
    case (.takeUpstream, .withdrawn), (.takeUpstream, .authorityOnly), (.takeUpstream, .twoContents),
      (.takeUpstream, .idTaken):
      return [retirement(of: entry.key, entry)]
    case (.takeUpstream, _): return group.map { retirement(of: $0.key, entry) }
    case (.keepLocal, .withdrawn), (.keepLocal, .authorityOnly), (.keepLocal, .idTaken): return [keeping(entry)]
    case (.keepLocal, .changedSinceHidden):
      return [OverlayDraft(entry.name, title: entry.title, .hide(base: entry.against))]
        + group.map { retirement(of: $0.key, entry) }
    case (.keepLocal, .twoContents):
      let item = items[entry.name]
      let others = [item?.addition].compactMap(\.self) + (item?.rivals ?? []).map(\.key)
      return others.filter { $0 != key }.map { retirement(of: $0, entry) }
    case (.keepLocal, .fieldGone), (.keepLocal, .bothChanged):
      guard let value = entry.local, let item = items[entry.name],
        FieldPath(entry.field, of: entry.name.kind).setting(value, in: item.upstream) != nil
      else { return [keeping(entry)] }
      return [
        OverlayDraft(entry.name, title: entry.title, .set(field: entry.field, value: value, base: entry.against))
      ] + group.map { retirement(of: $0.key, entry) }
    }
  }

  private func retirement(of key: OverlayStatement.Key, _ entry: ReviewItem) -> OverlayDraft {
    OverlayDraft(entry.name, title: entry.title, .settle(key, keeps: false, base: entry.against))
  }

  private func keeping(_ entry: ReviewItem) -> OverlayDraft {
    OverlayDraft(entry.name, title: entry.title, .settle(entry.key, keeps: true, base: entry.against))
  }
}
