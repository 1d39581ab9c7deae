"""What clerks, archives and broadcasters write between what is said, in the phrases that they always use: a sitting is
suspended, an exhibit is marked, a tape ends, a clip is shown.
"""

import re

_COURT = (
    r"(?:a |an |the )?(?:(?:short|brief|luncheon|lunch|mid-?day|morning|mid-?morning|afternoon|evening"
    r"|overnight|tea|coffee|ten"
    r"|five|fifteen)[ -]?(?:minute )?)?(?:adjournment|break|recess|intermission)(?: was)?(?: (?:taken|had|held))?"
    r"(?:(?:,? (?:from|at|until|till|to|of|for|between)|:) .{1,50})?",
    r"(?:lunch|luncheon)(?: taken)?|(?:recessed|adjourned|suspended|resumed|reconvened)(?: (?:at|from|until|to"
    r"|for) .{1,60})?",
    r"(?:the )?(?:court|proceedings|hearing|inquest|inquiry|matter|meeting|committee|sitting|session|tribunal"
    r"|commission)"
    r" (?:was |is |were |then |stands? )?(?:adjourned|recessed|suspended|resumed|concluded|reconvened|adjourns"
    r"|rises|rose"
    r"|resumes)\b.{0,60}",
    r"(?:the )?(?:accused|witness(?:es)?|jury|jurors|defendants?|interpreter|trial chamber|(?:trial )?judges?"
    r"|registrar|court"
    r"|chamber|panel|claimant)s? (?:\w{1,12} )?(?:enter(?:ed|s)?|left|leaves|withdr[ae]ws?|takes? the stand"
    r"|took the stand"
    r"|(?:was |were )?(?:sworn|affirmed|excused|released|recalled|called|warned)|answered through|stands? down"
    r"|stood down"
    r"|retires?d?|confers?|conferred|nods?|shakes? (?:his|her|their) head)\b.{0,60}",
    r"\d{1,2}[.:]\d{2} ?(?:[ap]\.?m\.?|noon|uhr)",
    r"(?:in )?(?:open|closed|private|public|executive) session|recorded by electronic apparatus|whereupon\b.{1,120}",
    r"(?:trial chamber|counsel|judges?|court|chamber|officers?)(?: and (?:the )?\w{2,12})? (?:confers?"
    r"|conferred|conferring)"
    r"\b.{0,40}|(?:discussion|colloquy) (?:held|off)\b.{0,40}",
    r"the (?:(?:prepared|written|opening) )?(?:statements?|information|material|letter|documents?|article"
    r"|charts?|resolution"
    r"|bill|biography)(?: (?:of|by|from|referred to|submitted) .{2,100}?)?(?: (?:is as )?follows?"
    r"| appears? .{2,60})[:.]?",
)
_PARLIAMENT = (
    r"(?:main )?(?:motions?|(?:sub-?)?amendments?|(?:new )?clauses?|question|resolution|schedules?|report|title"
    r"|preamble)"
    r"(?: [\w.-]{1,6}){0,3}(?:,? as amended,?| accordingly)? (?:was |were )?(?:put and )?"
    r"(?:agreed to|carried|negatived|defeated|adopted|rejected|disagreed to|withdrawn|by leave,? withdrawn"
    r"|read a \w+ time)"
    r"(?:[,:]? (?:on division|on a division|unanimously|as amended|yeas .{1,30}|nays .{1,30}))?",
    r"(?:interjections?|interruptions?|desk thumping|disturbance in the gallery|mem(?:ber)?s? rising|cheering)",
)
_BROADCAST = (
    r"(?:begin|end|start|video|audio)(?:s|ning)?(?: of)? (?:videotape|audiotape|video ?clips?|audio ?clips?"
    r"|video|audio|clips?"
    r"|film clip|graphic|excerpt|soundbite|recording|phone call|live feed)",
    r"(?:videotape|audiotape|video ?clip|audio ?clip|film clip|clip|video|audio|excerpt|film|soundbite|recording)"
    r" (?:plays?|played|begins?|ends?|starts?|stops?|is (?:shown|played))(?: .{1,60})?",
    r"(?:end )?commercial(?:s| break)?|station break|newsbreak|(?:rush )?transcript ends",
)
_PAUSE = (
    r"(?:the )?(?:interview|recording|recorder|tape|tape recorder|audio|interruption)(?: (?:is|was|turned|in))?"
    r" (?:interrupted|paused|suspended|resume[sd]?|off|stopped|restarted|continues|ends|begins|tape)\b.{0,60}",
)
_GERMAN = (
    r"(?:kurze |kleine |technische )?(?:unterbrechung|sitzungspause|mittagspause|pause)(?:(?: von|:| bis) .{1,40})?",
    r"(?:die )?(?:sitzung|verhandlung|anhörung|aufnahme|aufzeichnung|gespräch) (?:wird|wurde|ist|war) .{0,40}"
    r"(?:unterbrochen|geschlossen|eröffnet|fortgesetzt|beendet|aufgehoben)",
    r"(?:beginn|schlu(?:ss|ß)|ende|wiederbeginn)(?: der (?:sitzung|verhandlung"
    r"|anhörung))?:? .{0,6}\d{1,2}[.:]\d{2}(?: uhr)?",
    r"(?:ende|anfang|beginn|schluss)(?: (?:von|der|des|vom))? (?:ton)?(?:bande?s?|kassette|aufnahme"
    r"|aufzeichnung|interviews?|seite"
    r"|einspielers?|videos?)(?: [\w/-]{1,4}){0,3}|(?:ton)?bandende|(?:ton)?band(?: wird)? (?:aus|gewechselt)"
    r"|bandwechsel",
)
_ROMANCE = (
    r"(?:fin|d[ée]but|final|fim|fine|inicio|in[íi]cio|inizio|comienzo|principio|interrup(?:tion|ção|ción)"
    r"|interruzione|cambio"
    r"|changement|troca|mudança)"
    r" (?:de(?:l| la| l['’]| las?)?|d[aeo]s?|dell[ao]|dell['’]|di|du|d['’])\s?"
    r"(?:bande|bobine|cassett[ea]|face|piste|enregistrement|entretien|vid[ée]o|extrait|cinta|casete|lado"
    r"|grabación|entrevista"
    r"|pista|fita|cassete|gravação|depoimento|faixa|nastro|lato|bobina|registrazione|intervista|filmato|sesión"
    r"|sess[ãa]o|séance)"
    r"(?:,? [\w/-]{1,6}){0,5}",
    r"(?:brève |courte |petite |breve |pequeña |pequena )?(?:suspension|pause|interruption|interrupción|receso"
    r"|recesso|pausa"
    r"|interruzione|suspensión)(?: (?:de|della|da|du|del) (?:séance|sesión|audience|seduta|sessão|l['’]audience"
    r"|la sesión))?"
    r"(?: (?:de|à|a|alle|às|pour) .{1,30})?",
    r"(?:murmures|protestations?|vives protestations|rumores|protestas|murmullos|proteste|commenti"
    r"|commenti dal gruppo .{1,40}"
    r"|muito bem|apoiados?|protestos|è approvat[oa]|segue la votazione|il senato approva|la camera approva"
    r"|se lee|asentimiento|denegaciones|pausa)",
    r"(?:(?:la |le |les |l['’])(?:sous-)?(?:amendement|article|proposition|projet|motion|ordre du jour|crédits?)s?"
    r"(?:[ ,][^.]{0,60})? (?:est|sont|n['’]est pas|ne sont pas) (?:ainsi )?(?:adoptée?s?|rejetée?s?|retirée?s?))",
    r"(?:la )?(?:séance|sesión|seduta|sessão|audience|audiencia|udienza),? (?:est |se |è |é |fue |suspendue "
    r"|sospesa |suspendida )"
    r".{2,80}",
)
_DUTCH_AND_NORTHERN = (
    r"geroffel op (?:de bankjes|tafels)|hamergeklop|(?:korte |kleine )?(?:schorsing|pauze)(?: van .{1,40})?"
    r"|rumoer(?: op .{2,30})?",
    r"(?:einde|begin|slut på|start på|slutt på|stop på|nauhan loppu)(?: van)?(?: de| het)?"
    r" ?(?:band(?:et)?|bånd(?:et)?|cassette|kassett(?:en)?|opname|interview|intervju(?:et|n)?|kant"
    r"|inspelning(?:en)?|optagelse(?:n)?)?"
    r"(?: [\w/-]{1,4}){0,3}",
    r"(?:kort |liten )?(?:paus|pause|avbrott|afbrydelse|tauko|ajournering)(?: i .{2,30})?",
)
_SLAVIC = (
    r"(?:koniec|początek|konec|začátek|конец|начало|кінець|початок) (?:taśmy|kasety|nagrania|wywiadu|strony"
    r"|pásky|kazety|nahrávky"
    r"|rozhovoru|posiedzenia|плёнки|пленки|кассеты|записи|интервью|стороны|ленты|касети|запису)(?:[ ,].{1,40})?",
    r"(?:krótka )?przerwa(?: (?:w|od|do|na) .{2,60})?|dzwonek|gwar na sali|poruszenie na sali|wesołość na sali"
    r"|głosy z sali"
    r"|(?:krátká )?přestávka|(?:короткий )?перерыв(?: .{2,30})?|шум в зале|оживление в зале|перерва",
)
IN_BRACKETS = re.compile(
    r"(?:"
    + r"|".join((*_COURT, *_PARLIAMENT, *_BROADCAST, *_PAUSE, *_GERMAN, *_ROMANCE, *_DUTCH_AND_NORTHERN, *_SLAVIC))
    + r")[\s.,:;!…—–-]*",
    re.IGNORECASE,
)
"""What is nobody's in brackets that hold all of a line; without the brackets."""

EXHIBITS = re.compile(
    r"(?:deposition |defen[cs]e |government |plaintiff['’]?s? |prosecution |joint )?exhibits? .{1,80}"
    r"(?:marked|received|admitted|tendered|retained|introduced)\b.{0,60}"
    r"[\s.]*",
    re.IGNORECASE,
)
"""What says in brackets that an exhibit is marked: nobody says it, though it may be looked for."""
_SITTINGS = (
    r"\d{1,2}\.\d{2} ?[ap]\.?m\.?",
    r"-{2,3} (?:up)?on (?:commencing|resuming)\b.{0,60}"
    r"|-{2,3} (?:whereupon|recess|luncheon|break|lunch|short)\b.{0,100}",
    r"sitting (?:suspended|adjourned)\b.{0,80}|on resuming|(?:house|council|assembly|committee) (?:adjourned|resumed)"
    r"(?: (?:at|until|accordingly) .{1,60})?",
    r"question (?:put|accordingly)(?:,? (?:that .{3,120}|forthwith.{0,80}))?(?:,? and)?(?: (?:agreed to|negatived))?"
    r"|question agreed to|(?:the )?(?:house|committee|assembly) (?:having )?divided(?::|\.).{0,60}",
    r"(?:original |main )?(?:motion|amendment|clause|bill)(?: [\w.-]{1,6}){0,2}(?:,? by leave,?| accordingly"
    r"|,? as amended,?)"
    r" (?:withdrawn|agreed to|read (?:a|the) (?:first|second|third) time.{0,60}|ordered to .{3,60})",
    r"(?:motion|amendments?)(?: \w{1,4})? (?:agreed to|negatived)",
    r"the agenda was adopted|the (?:meeting|session|sitting) was (?:called to order|opened|suspended"
    r"|resumed) at .{2,40}"
    r"|a vote was taken by show of hands|l['’]ordre du jour est adopté|queda aprobado el orden del día"
    r"|matter adjourned\b.{0,80}",
    r"la séance, suspendue à .{2,60}, est reprise à .{2,40}|la séance est suspendue(?: (?:pendant|pour|à) .{2,40})?"
    r"|la seduta, sospesa alle .{2,40}, (?:è ripresa|riprende) alle .{2,20}",
    r"(?:aanvang|sluiting|einde|hervatting)(?: (?:van )?(?:het verhoor"
    r"|de vergadering))?:? (?:om )?\d{1,2}[.:]\d{2}(?: uur)?"
    r"|de (?:vergadering|bijeenkomst) wordt (?:van .{3,40} |enkele ogenblikken |enige (?:ogenblikken|minuten) "
    r"|voor .{2,30} )?"
    r"(?:geschorst|gesloten|hervat)|de (?:algemene )?beraadslaging wordt (?:geopend|gesloten|hervat|geschorst)",
    r"(?:beginn|schlu(?:ss|ß)|ende)(?: der (?:sitzung|verhandlung|anhörung))?: \d{1,2}[.:]\d{2} uhr",
)
SITTINGS = re.compile(r"(?:" + r"|".join(_SITTINGS) + r")[\s.:—–-]*", re.IGNORECASE)
"""What is nobody's on a line of its own without brackets; it begins with a capital."""

_COLUMN = (
    r"(?:time(?:[ -]?code|[ -]?stamp)?|start|end|speaker|name|text|transcript|notes|zeit"
    r"|sprecher(?:in)?|temps|locuteur|texte"
    r"|tiempo|hablante|texto|tempo|parlante|testo|tijd|spreker|tekst)"
)
COLUMNS = re.compile(rf"{_COLUMN}(?:\t{_COLUMN}){{1,4}}", re.IGNORECASE)
"""What heads the columns of a table of speech."""
SOUNDS = re.compile(r"(?:\d{1,4}\.?\s+)?(?:FX|F/X|SFX|GRAMS|ATMOS|SOUND EFFECTS?|BRUITAGE|GERÄUSCHE?)\s?:\s*\S.*")
"""What stands for sounds in the script of a play."""
RESOLVED = re.compile(r"(?:Resolved|Ordered|Question proposed),[—–-]?")
"""What stands above what was resolved, a sentence that begins with That."""
_CALLED = r"(?:(?:(?:re-?)?(?:affirmed|sworn)|called|recalled|continued|on former oath|on affirmation)(?:, )?){1,3}"
_PERSON = (
    r"(?:(?-i:MR|MS|MRS|MISS|DR|SIR|DAME|LORD|LADY|PROF|Mr|Ms|Mrs|Dr|Sir|Dame|Lord|Lady|Professor)\b\.? )?"
    r"(?-i:[A-Z])[^:?!]{2,60}"
)
HEADINGS = re.compile(
    rf"<?(?:further )?(?:(?:cross|re|redirect|direct|recross|re-?direct|re-?cross)?[ -]?examination(?:-in-chief)?"
    rf"|questions|questioned|questioning)(?: continued)? (?:by|from) {_PERSON}(?:\t.{{0,20}})?"
    rf"|<(?-i:[A-Z])(?-i:[A-Z'’ .-]){{3,60}},? {_CALLED}\s*(?:\[.{{3,20}}\])?"
    rf"|<THE WITNESS (?:WITHDREW|STOOD DOWN|LEFT).{{0,60}}"
    rf"|(?-i:(?:MR|MS|MRS|MISS|DR|SIR|DAME|LORD|LADY|PROFESSOR|PROF)\b\.? [A-Z][A-Z'’ .-]{{2,60}}) \({_CALLED}\)"
    r"|(?-i:(?:REBUTTAL|ORAL) ARGUMENT OF [A-Z][A-Z'’ .,-]{3,80}|ON BEHALF OF THE [A-Z][A-Z'’ .,-]{3,80})"
    r"|(?-i:WITNESS:\s{1,4}WITNESS [A-Z0-9-]{1,12})",
    re.IGNORECASE,
)
"""What says who examines whom, or argues, from here on: headings."""

CALLED = re.compile(r"WITNESS:\s{1,4}[A-Z][A-Z'’-]+(?: [A-Z][A-Z'’-]+){1,4}")
"""Whose evidence is heard from here on, where a witness is labelled otherwise."""

PAGES = re.compile(
    r"<End (?:Segment|Tape|Clip|of Segment) \d{1,4}>.{0,200}"
    r"|\.[A-Z][A-Z ]{3,60}\d{1,2}\.\d{1,2}\.\d{2,4}(?:R\d)?\s{1,4}P-\d{1,6}.{0,80}"
    r"|\d{2}-\d{5}(?:\.\w)? \([A-Z]\)|\*\d{7,12}\*"
    r"|TO ORDER (?:A |AN )?(?:VIDEO|AUDIO|TAPE|TRANSCRIPT|COP)[^a-z]{5,60}.{0,200}"
    r"|THIS (?:IS A RUSH TRANSCRIPT|(?:RUSH )?TRANSCRIPT (?:IS|MAY|HAS)|COPY MAY NOT)\b.{0,200}"
    r"|(?:Notice|Note|Disclaimer|Editor['’]s note): (?:\w{1,12} )?[Tt]ranscripts? (?:are|is|was|were|may)\b.{5,300}"
    r"|[A-Z]{2,5} transcripts are created on .{5,300}"
    r"|Publication (?:status|date): .{3,120}"
    r"|Publié le \d{1,2}.{5,80}|Article réservé (?:aux|à nos) abonnés|Il vous reste .{3,20}% de cet article.{0,60}"
    r"|(?:Este )?(?:artículo|contenido) (?:es )?(?:exclusivo|solo) para suscriptores|Contenuto riservato agli abbonati"
    r"|Dieser (?:Artikel|Text) ist (?:nur )?für Abonnenten.{0,40}|This (?:article|content) is for subscribers(?: only)?"
    r"|Support (?:for this \w{2,12} )?(?:is )?[Pp]rovided [Bb]y:.{0,120}"
)
"""What pages, archives and broadcasters print around the words."""

TRANSCRIPTS = re.compile(
    r"Every effort (?:is|has been) made to ensure the accuracy of this transcript\b"
    r"|(?:The )?[Rr]eaders? (?:should|are asked to|is asked to) bear in mind that (?:he or she is|they are) reading"
    r" a transcript\b"
)
"""How archives begin to say what a transcript is and is not."""
FEET = re.compile(
    r"(?:das|dieses) (?:gespräch|interview) führt(?:e|en) (?!(?:zu|dazu|in|auf|mich|uns|ihn|sie|er|ich|wir|man)\b)"
    r"(?:[\w-]+ ){0,4}(?-i:[A-ZÄÖÜ][\w.-]+ [A-ZÄÖÜ])[^.?!]{1,100}\.?|die fragen stellt(?:e|en)\b.{2,100}"
    r"|(?:propos recueillis|entretien (?:réalisé|mené|conduit)|interview réalisée) par\b.{2,120}"
    r"|entrevista (?:realizada|hecha|conduzida|feita) por\b.{2,100}|intervista (?:a cura|realizzata"
    r"|raccolta) (?:di|da)\b.{2,80}"
    r"|sigue (?:toda )?la (?:actualidad|información)\b.{2,160}|puedes seguir a .{2,80} en .{2,80}"
    r"|(?:het|dit) (?:interview|gesprek) (?:is|werd) (?:afgenomen|gehouden|gevoerd) door\b.{2,80}"
    r"|(?-i:Rozmawiała?|Rozmawiali|Ptala? se|Ptali se|Беседовала?|Беседовали|Интервью (?:взяла?|вела?)"
    r"|Разговаривала?|Розмовляла?)"
    r" (?-i:[^\W\d_a-zа-я]).{2,80}",
    re.IGNORECASE,
)
"""What magazines print below an interview: who led it; who was asked is told behind it."""
