/** Texts of auditor bundles. */
export const bundleMessages = {
  bundles: {
    open: 'Auditpaket',
    title: 'Auditpaket',
    ofIncident:
      'Alles, was {{incident}} dokumentiert, mit den Nachweisen dazu.',
    ofMany_one: '{{count}} Vorfall mit den Nachweisen dazu.',
    ofMany_other: '{{count}} Vorfälle mit den Nachweisen dazu.',
    chosen: 'vor dem Start gewählt',
    choose: 'wählen Sie, was hineinkommt',
    merged_one:
      'Dazu {{count}} zusammengeführter Datensatz, der bei einem anderen Vorfall zählt.',
    merged_other:
      'Dazu {{count}} zusammengeführte Datensätze, die bei anderen Vorfällen zählen.',
    exercises_one: 'Dazu {{count}} Übung, die nicht als Vorfall zählt.',
    exercises_other: 'Dazu {{count}} Übungen, die nicht als Vorfälle zählen.',
    subject: 'das Auditpaket',
    contentsFailed: 'Der Inhalt konnte nicht geladen werden',
    whatIsIn: 'Was enthalten ist',
    about: 'etwa {{size}}',
    marking: 'Gekennzeichnet als {{marking}}, die höchste Stufe im Inhalt.',
    entries_one: '{{count}} Eintrag der Chronologie',
    entries_other: '{{count}} Einträge der Chronologie',
    part: {
      report: { name: 'report.html', text: 'druckbar, ohne Netzwerk lesbar' },
      records: {
        name: 'record.json, timeline.jsonl',
        text: 'der Datensatz und jeder Eintrag mit seinem Hash',
      },
      evidence: {
        name: 'evidence/',
        text: 'Dateien mit Hashes und Verwahrung',
      },
      plans: { name: 'plan.json', text: 'der Plan, wie er angewendet wurde' },
      followUp: {
        name: 'Meldepflichten, Nachbereitung, Eskalationen',
        text: 'Entscheidungen und was daraus folgte',
      },
      table: { name: 'record.csv', text: 'die Fakten als Tabelle' },
      exchange: {
        name: 'ocsf.json, veris.json',
        text: 'für andere Werkzeuge, mit Bestätigungen',
      },
      checkpoints: {
        name: 'checkpoints.jsonl',
        text: 'signierte Stände aller Ketten, mit öffentlichen Schlüsseln',
      },
      verifier: {
        name: 'verify.mjs',
        text: 'eine Datei ohne Abhängigkeiten, mit Anleitung',
      },
    },
    files_one: '{{count}} Datei',
    files_other: '{{count}} Dateien',
    checkpoint: 'Neuester Prüfpunkt: Nummer {{n}}, {{time}}.',
    noCheckpoint:
      'Prüfpunkte fehlen: Es gibt noch keine, oder Sie dürfen sie nicht sehen.',
    unsigned: {
      title: 'Prüfpunkte sind nicht signiert',
      hint: 'Es ist kein Signaturschlüssel konfiguriert: Wer in die Datenbank schreiben kann, könnte sie umschreiben. Bitten Sie den Betrieb dieses Portals, einen zu hinterlegen.',
    },
    keyOnly: {
      one: '{{keys}} ist als TLP:RED gekennzeichnet und nur mit dem Schlüssel enthalten.',
      many: '{{keys}} sind als TLP:RED gekennzeichnet und nur mit dem Schlüssel enthalten.',
      hint: 'Titel, Datensatz und Dateien bleiben draußen; die Hashes sind enthalten, damit Anzahl und Kette weiter stimmen.',
      include: 'Vollständig aufnehmen',
      exclude: 'Inhalt weglassen',
      reason: 'Warum der Inhalt aufgenommen wird',
      reasonHint: 'Alle, die die Chronologie lesen, sehen die Begründung.',
    },
    start: 'Paket erstellen',
    cancel: 'Paket abbrechen',
    checking: 'Alle Ketten und Dateien werden geprüft',
    packing: 'Wird gepackt',
    progress: '{{received}} von etwa {{total}}',
    progressLabel: 'Fortschritt des Pakets',
    goesOn:
      'Läuft weiter, wenn Sie dies schließen. Das Paket, sein sha256 und Ihr Name werden als Eintrag festgehalten.',
    done: {
      title: 'Das Paket liegt in Ihren Downloads',
      sha256: 'sha256',
      hint: 'Entpacken Sie es und führen Sie node verify.mjs aus. Die Chronologie enthält einen Eintrag mit demselben sha256.',
      again: 'Weiteres erstellen',
    },
    failed: {
      title: 'Das Paket wurde abgebrochen',
      empty: 'Es wurde nichts Verwertbares heruntergeladen.',
      again: 'Erneut versuchen',
    },
    forbidden:
      'Pakete benötigen die Berechtigung security-incidents.reports.export. Wenden Sie sich an die Administration dieses Portals.',
    running: 'Das Paket für {{subject}} wird erstellt',
    finished: 'Das Paket für {{subject}} liegt in Ihren Downloads',
    broken: 'Das Paket für {{subject}} wurde abgebrochen',
  },
} as const;
