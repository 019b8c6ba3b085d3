import Markup
import Guidance
import Presentation

/// What stands around every page.
enum PageLayout {
  static func page(title: String, body: HTML, facts: StandingNotice) -> HTML {
    """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(title) – Gauger</title>
    <style>\(style)</style></head>
    <body id="top"><header><p><a href="/">Gauger</a></p><h1>\(title)</h1></header>
    <main>\(body)</main>
    <footer><p>\(facts.catalog)</p><p>State root <code>\(facts.release)</code></p>
    <p>What is said here goes to the program that serves this page and nowhere else; nothing is kept.</p></footer>
    </body></html>

    """
  }

  private static let style: HTML = """
    :root{color-scheme:light;--ink:#111;--soft:#444;--line:#8a8a8a;--paper:#fff;--ground:#f1f2f4;--act:#0b3d91}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
    header,main,footer{max-width:54rem;margin:0 auto;padding:0 1rem}
    header{display:flex;flex-wrap:wrap;align-items:baseline;gap:.25rem 1rem;padding-top:.75rem}
    header p{margin:0;font-weight:700}header h1{margin:0;font-size:1.125rem;font-weight:400}
    section{background:var(--paper);border:1px solid var(--line);border-radius:.5rem;padding:1rem;margin:1rem 0}
    h2{font-size:1.3rem;line-height:1.25;margin:0 0 .5rem}h3{font-size:1.0625rem;margin:1rem 0 .25rem}
    p{margin:.35rem 0}ul,ol{margin:.35rem 0;padding-left:1.4rem}li{margin:.25rem 0}
    a{color:var(--act)}
    .help,.edition,footer{color:var(--soft);font-size:.9375rem}
    .standing{font-weight:600}main>.standing{padding:0 1rem}
    .hazards{background:#fff3c4;border:3px solid #7a4b00}
    .outcome{border-width:3px}
    .outcome.refer{border-color:#9b1c1c}.outcome.refer h2{color:#8a1212}
    .outcome.undecided{border-color:#7a4b00}.outcome.nomatch{border-color:#333}
    .notice{background:#fde8e8;border:2px solid #9b1c1c;border-radius:.5rem;padding:.5rem .75rem}
    .concern{border-left:.3rem solid #7a4b00;padding-left:.6rem}
    .question{border:3px solid var(--act)}.eyebrow{color:var(--act);font-weight:700;margin:0}
    label,legend{display:block;padding:0;font-weight:600;margin:.6rem 0 .25rem}
    textarea,input[type=text],select{width:100%;min-height:3rem;padding:.6rem .75rem;font:inherit;color:inherit;
     background:#fff;border:2px solid #555;border-radius:.4rem}
    textarea{resize:vertical}
    button,.button{display:inline-block;min-height:3rem;padding:.6rem 1rem;font:inherit;text-align:left;cursor:pointer;
     color:var(--act);background:#fff;border:2px solid var(--act);border-radius:.4rem;text-decoration:none}
    button:hover,.button:hover{background:#e8eefb}
    button.primary{display:block;width:100%;margin-top:.75rem;text-align:center;font-weight:700;color:#fff;
     background:var(--act)}
    button.primary:hover{background:#072a66}
    button small{display:block;color:var(--soft)}
    :focus-visible{outline:4px solid #e08a00;outline-offset:2px}
    fieldset{border:0;padding:0;margin:.6rem 0}
    .modes,.boxes{display:flex;flex-wrap:wrap;gap:.5rem}.modes legend{width:100%}
    .choice{display:flex;align-items:center;gap:.5rem;min-height:3rem;margin:0;padding:.3rem .9rem .3rem .7rem;
     font-weight:400;border:2px solid #555;border-radius:.4rem;cursor:pointer}
    .choice:has(:checked){border-color:var(--act);background:#e8eefb}
    .choice input{width:1.35rem;height:1.35rem;margin:0;flex:none}
    summary{min-height:3rem;padding:.7rem 0;font-weight:600;color:var(--act);cursor:pointer}
    .answers{display:grid;gap:.5rem;margin-top:.75rem}
    .other{border-top:1px solid var(--line);padding-top:.75rem}
    .said ul{list-style:none;padding:0}
    .said li{display:flex;justify-content:space-between;align-items:center;gap:1rem;padding:.4rem 0;
     border-bottom:1px solid var(--line)}
    .said button{flex:none}
    .candidates{padding-left:1.4rem}.candidates h3{margin:.6rem 0 .1rem}
    .drawing{display:block;width:200px;max-width:100%;background:#fff}.candidates .drawing{float:right}
    .candidates li{overflow:hidden}
    .share{font-weight:400}meter{width:100%;height:.8rem}
    .finding{border-top:1px solid var(--line);padding:.6rem 0}
    .entries{list-style:none;padding:0}
    .near{font-weight:700;color:#7a4b00}
    table{width:100%;border-collapse:collapse;margin:.4rem 0;font-size:.9375rem}
    th,td{text-align:left;vertical-align:top;padding:.35rem .5rem .35rem 0;border-top:1px solid #c8c8c8}
    thead th{border-top:0;color:var(--soft)}tbody th{font-weight:600}
    code{font-size:.875rem}
    footer{padding-bottom:2rem}
    @media (min-width:40rem){
     .answers{grid-template-columns:1fr 1fr}th:first-child{width:30%}td{width:23%}
     button.primary{width:auto;min-width:14rem}}
    @media (max-width:39.99rem){
     thead{position:absolute;left:-99rem}
     table,tbody,tr,th,td{display:block}tr{border-top:1px solid #c8c8c8;padding:.35rem 0}
     th,td{border:0;padding:.1rem 0}td{display:inline}td:not(:last-child)::after{content:"; "}
     td::before{content:attr(data-label) ": ";color:var(--soft)}}
    @media print{
     body{background:#fff;font-size:10.5pt}section{border-color:#000;break-inside:auto;margin:.5rem 0;padding:.5rem}
     article,li,tr{break-inside:avoid}.question,form.clues,.noprint,.said button{display:none}
     a{color:inherit;text-decoration:none}}
    """
}
