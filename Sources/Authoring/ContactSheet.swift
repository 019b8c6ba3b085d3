public import Foundation
import Markup
public import Pictures

/// All drawings on one page, as small as an officer sees them, so that a person can judge whether they tell.
public enum ContactSheet {
  /// The page.
  ///
  /// - Parameters:
  ///   - pictures: the drawings.
  ///   - folder: where they are; the page shows them from there.
  public static func page(_ pictures: [Picture], in folder: URL) -> String {
    let groups = Dictionary(grouping: pictures) { $0.path.split(separator: "/").first.map(String.init) ?? "" }
    let sections = groups.keys.sorted().map { group in section(group, groups[group] ?? [], in: folder) }
    let page: HTML = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>Contact sheet</title>
      <style>
      body { font: 12px sans-serif; margin: 16px; }
      section { display: flex; flex-wrap: wrap; gap: 12px; }
      figure { margin: 0; width: 200px; }
      img { width: 200px; border: 1px solid #ddd; filter: grayscale(1); }
      small { color: #555; overflow-wrap: anywhere; }
      </style></head><body><h1>\(pictures.count) drawings</h1>
      \(sections)</body></html>

      """
    return page.text
  }

  private static func section(_ name: String, _ pictures: [Picture], in folder: URL) -> HTML {
    let figures = pictures.map { picture -> HTML in
      let file = folder.appendingPathComponent(picture.path + ".svg").absoluteString
      return """
        <figure><img src="\(file)" alt="\(picture.description)"><figcaption>\(picture.title)<br>\
        <small>\(picture.path)</small></figcaption></figure>

        """
    }
    return "<h2>\(name): \(pictures.count)</h2>\n<section>\(figures)</section>\n"
  }
}
