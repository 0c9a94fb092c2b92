#include "report/html/look.h"

namespace gw::cli {

const std::string_view kPageStyle = R"css(
:root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--dim:#57606a;--line:#d0d7de;--soft:#f6f8fa;--link:#0550ae;
--kept:#1a7f37;--equivalent:#0550ae;--changed:#8a5a00;--dropped:#b42318;--equivalent-bg:#ddf4ff;--changed-bg:#fff4c2;--dropped-bg:#ffe4e1;--hit:#e8ecf1}
@media (prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--dim:#9da7b3;--line:#30363d;--soft:#161b22;--link:#79c0ff;
--kept:#56d364;--equivalent:#79c0ff;--changed:#e3b341;--dropped:#ff9b94;--equivalent-bg:#0c2d4d;--changed-bg:#332a00;--dropped-bg:#45191a;--hit:#262d36}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:84rem;padding:0 1.5rem 4rem;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,sans-serif}
a{color:var(--link)}
h1{margin:1.5rem 0 .25rem;font-size:1.7rem}h2{margin:2.5rem 0 .5rem;padding-bottom:.25rem;border-bottom:1px solid var(--line);font-size:1.3rem}h3{margin:1.5rem 0 .5rem;font-size:1.05rem}
p{margin:.4rem 0}.dim,caption,figcaption{color:var(--dim)}
code,pre,.place>a{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.86em}
code{background:var(--soft);padding:.05em .3em;border-radius:4px;overflow-wrap:anywhere}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:.75rem 0;padding:0;list-style:none}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--bg);padding:.25rem .5rem}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.75rem;margin:1rem 0}
.cards div{border:1px solid var(--line);border-radius:8px;padding:.6rem .8rem;background:var(--soft)}
.cards dt{color:var(--dim);font-size:.85rem}.cards dd{margin:0;font-size:1.5rem;font-weight:600;font-variant-numeric:tabular-nums}
.bar{display:flex;height:1.1rem;border-radius:6px;overflow:hidden;border:1px solid var(--line)}
.bar .kept{background:var(--kept)}.bar .equivalent{background:var(--equivalent)}.bar .changed{background:var(--changed)}.bar .dropped{background:var(--dropped)}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:.4rem 0;padding:0;list-style:none;font-size:.9rem}
.kept::marker,.mark{font-weight:700}
.mark.kept,td.ready{color:var(--kept)}.mark.equivalent{color:var(--equivalent)}.mark.changed,td.look{color:var(--changed)}.mark.dropped,td.blocked{color:var(--dropped)}
td.ready,td.look,td.blocked{font-weight:600;white-space:nowrap}
.wide{overflow-x:auto}
table{border-collapse:collapse;max-width:100%;font-size:.92rem}
caption{text-align:left;padding:.25rem 0}
th,td{padding:.3rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;overflow-wrap:break-word}
th.n,td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
thead th{color:var(--dim);font-weight:600;border-bottom-width:2px}tbody th{font-weight:600}
details{border:1px solid var(--line);border-radius:8px;margin:.6rem 0;background:var(--bg)}
summary{cursor:pointer;padding:.5rem .8rem}
summary:focus-visible,a:focus-visible,input:focus-visible,button:focus-visible{outline:3px solid var(--link);outline-offset:1px}
details>:not(summary){margin-left:.8rem;margin-right:.8rem}
.action{border-left-width:5px}.action.error{border-left-color:var(--dropped)}.action.warning{border-left-color:var(--changed)}.action.note{border-left-color:var(--equivalent)}.action.accepted{border-left-color:var(--line)}
.count{display:inline-block;min-width:2.2em;text-align:right;font-weight:600;font-variant-numeric:tabular-nums;margin-right:.5em}
.badge{border:1px solid currentColor;border-radius:99px;padding:0 .55em;font-size:.78rem;white-space:nowrap}
.badge.dropped,.badge.security{color:var(--dropped)}.badge.changed,.badge.widened,.badge.narrowed{color:var(--changed)}.badge.equivalent{color:var(--equivalent)}.badge.kept{color:var(--kept)}
details>ol.places{margin-top:.5rem;margin-bottom:.5rem;padding:0;list-style:none}
.place{border-top:1px solid var(--line);padding:.5rem 0;content-visibility:auto;contain-intrinsic-size:auto 9rem}
.object{content-visibility:auto;contain-intrinsic-size:auto 2.6rem}
.beside{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(26rem,100%),1fr));gap:.5rem 1rem;align-items:start;margin:.3rem 0}
.object>.beside{margin:.3rem .8rem}
.beside>*{min-width:0}
pre{margin:.3rem 0;padding:.4rem .6rem;background:var(--soft);border-radius:6px;overflow-x:auto;line-height:1.4;tab-size:8}
pre i{color:var(--dim);font-style:normal;user-select:none}
pre b{font-weight:400;background:var(--hit);box-shadow:-.6rem 0 var(--hit)}
pre s{text-decoration:none;display:inline-block;min-width:100%}
pre .e{background:var(--equivalent-bg)}pre .c{background:var(--changed-bg)}pre .d{background:var(--dropped-bg)}
.witness{display:grid;grid-template-columns:max-content 1fr;gap:0 .75rem;margin:.3rem 0;font-size:.92rem}.witness dt{color:var(--dim)}.witness dd{margin:0}
figure{margin:.3rem 0}figcaption{font-size:.85rem}
.filter{position:sticky;top:0;z-index:1;display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;padding:.5rem 0;background:var(--bg);border-bottom:1px solid var(--line)}
.filter[hidden],[hidden]{display:none}
input[type=search]{min-width:16rem;padding:.3rem .5rem;font:inherit;color:inherit;background:var(--bg);border:1px solid var(--dim);border-radius:6px}
button{font:inherit;padding:.25rem .7rem;color:inherit;background:var(--soft);border:1px solid var(--dim);border-radius:6px;cursor:pointer}
footer{margin-top:3rem;color:var(--dim);font-size:.9rem}
@media print{body{max-width:none;padding:0;font-size:10pt}nav,.filter,.skip{display:none}.place,.object{content-visibility:visible}
details{border-color:#999}.action::details-content,.object::details-content{content-visibility:visible;display:block;height:auto}
pre{white-space:pre-wrap;overflow-wrap:anywhere}tr,dl{break-inside:avoid}h2,h3,summary,section>.dim{break-after:avoid}.action details:not([open]){display:none}
table{font-size:8.5pt}th,td{padding:.15rem .35rem}.wide{overflow:visible}a{color:inherit;text-decoration:none}.beside{grid-template-columns:1fr 1fr}
.bar,pre s,.mark{print-color-adjust:exact}}
@media print{:root{color-scheme:light;--bg:#fff;--fg:#000;--dim:#444;--line:#bbb;--soft:#f6f8fa;--link:#000;--kept:#1a7f37;--equivalent:#0550ae;--changed:#8a5a00;--dropped:#b42318;--equivalent-bg:#ddf4ff;--changed-bg:#fff4c2;--dropped-bg:#ffe4e1;--hit:#e8ecf1}}
)css";

const std::string_view kPageScript = R"js(
(() => {
  const bar = document.querySelector('.filter'); if (!bar) return;
  const find = bar.querySelector('input[type=search]'), boxes = [...bar.querySelectorAll('input[type=checkbox]')], out = bar.querySelector('output');
  const actions = [...document.querySelectorAll('.action')].map(e => ({e, text: e.querySelector('summary').textContent.toLowerCase(), of: e.dataset.of, places: null}));
  const places = a => a.places ||= [...a.e.querySelectorAll('.place')].map(e => ({e, text: e.textContent.toLowerCase()}));
  const apply = () => {
    const word = find.value.trim().toLowerCase(), shown = new Set(boxes.filter(b => b.checked).map(b => b.value)); let n = 0;
    for (const a of actions) {
      let here = 0;
      if (shown.has(a.of)) for (const p of places(a)) { const yes = !word || p.text.includes(word) || a.text.includes(word); p.e.hidden = !yes; here += yes; }
      a.e.hidden = !here; n += here;
    }
    out.value = n + (n === 1 ? ' place' : ' places');
  };
  let timer; const soon = () => { clearTimeout(timer); timer = setTimeout(apply, 150); };
  find.addEventListener('input', soon); boxes.forEach(b => b.addEventListener('change', apply));
  const all = open => document.querySelectorAll('.action,.object').forEach(e => { e.open = open; });
  bar.querySelector('[data-do=open]').addEventListener('click', () => all(true));
  bar.querySelector('[data-do=close]').addEventListener('click', () => all(false));
  const reveal = () => { const e = location.hash.length > 1 && document.getElementById(location.hash.slice(1)), d = e && e.closest('details'); if (d) { d.open = true; e.scrollIntoView(); } };
  addEventListener('hashchange', reveal); reveal(); bar.hidden = false;
})();
)js";

}  // namespace gw::cli
