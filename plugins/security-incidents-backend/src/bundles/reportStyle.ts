/** For paper and screen alike; nothing is loaded. */
export const REPORT_STYLE = `
@page { size: A4; margin: 18mm 16mm 20mm;
  @bottom-left { content: "Security incidents, auditor bundle"; font: 8pt sans-serif; color: #555; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt sans-serif; color: #555; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px; max-width: 190mm; font: 10.5pt/1.4 system-ui, "Helvetica Neue", Arial, sans-serif; color: #111; background: #fff; }
h1 { font-size: 24pt; line-height: 1.15; margin: 4pt 0; }
h2 { font-size: 14pt; margin: 20pt 0 6pt; break-after: avoid; }
h3 { font-size: 11pt; margin: 14pt 0 4pt; break-after: avoid; }
p { margin: 4pt 0; }
.top { display: flex; justify-content: space-between; align-items: center; gap: 12pt; }
.tlp { background: #000; color: #ffc000; padding: 3pt 7pt; border-radius: 3pt; font-weight: 700; font-size: 9pt; white-space: nowrap; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.tlp.CLEAR { color: #fff; } .tlp.GREEN { color: #33ff00; } .tlp.RED { color: #ff2b2b; }
.quiet { color: #555; }
.small { font-size: 9pt; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(120pt, 1fr)); gap: 6pt 18pt; margin: 10pt 0; }
.facts div { break-inside: avoid; }
dt { color: #555; font-size: 9pt; } dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
.box { border: 1pt solid #888; border-radius: 4pt; padding: 8pt 12pt; margin: 8pt 0; break-inside: avoid; }
table { width: 100%; border-collapse: collapse; font-size: 9.5pt; }
th { text-align: left; border-bottom: 1.2pt solid #111; padding: 3pt 6pt 3pt 0; }
td { border-bottom: .5pt solid #ccc; padding: 3pt 6pt 3pt 0; vertical-align: top; overflow-wrap: anywhere; }
tr { break-inside: avoid; }
td.n { text-align: right; white-space: nowrap; color: #555; }
th.day { padding-top: 8pt; border-bottom-width: .8pt; break-after: avoid; }
tr.day { break-after: avoid; }
thead { display: table-header-group; }
code, .hash { font: 8.5pt ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.incident { break-before: page; }
@media (max-width: 600px) { body { padding: 12px; } .hash-column { display: none; } }
`;
