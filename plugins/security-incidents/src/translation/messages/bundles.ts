/** Texts of auditor bundles. */
export const bundleMessages = {
  bundles: {
    open: 'Auditor bundle',
    title: 'Auditor bundle',
    ofIncident: 'Everything that {{incident}} records, with what proves it.',
    ofMany_one: '{{count}} incident, with what proves it.',
    ofMany_other: '{{count}} incidents, with what proves them.',
    chosen: 'chosen before the start',
    choose: 'choose what goes in',
    merged_one:
      '{{count}} merged record is in too and counts within another incident.',
    merged_other:
      '{{count}} merged records are in too and count within other incidents.',
    exercises_one: '{{count}} exercise is in too and counts as none.',
    exercises_other: '{{count}} exercises are in too and count as none.',
    subject: 'the auditor bundle',
    contentsFailed: 'What goes in could not be loaded',
    whatIsIn: 'What is in it',
    about: 'about {{size}}',
    marking: 'Marked {{marking}}, the highest inside.',
    entries_one: '{{count}} timeline entry',
    entries_other: '{{count}} timeline entries',
    part: {
      report: { name: 'report.html', text: 'printable, needs no network' },
      records: {
        name: 'record.json, timeline.jsonl',
        text: 'the record and every entry with its hash',
      },
      evidence: {
        name: 'evidence/',
        text: 'files with their hashes and custody',
      },
      plans: { name: 'plan.json', text: 'the plan as it was applied' },
      followUp: {
        name: 'obligations, review, escalations',
        text: 'decisions and what followed',
      },
      table: { name: 'record.csv', text: 'the facts as a table' },
      exchange: {
        name: 'ocsf.json, veris.json',
        text: 'for other tools, with attestations',
      },
      checkpoints: {
        name: 'checkpoints.jsonl',
        text: 'signed states of all chains, with public keys',
      },
      verifier: {
        name: 'verify.mjs',
        text: 'one file, no dependencies, with instructions',
      },
    },
    files_one: '{{count}} file',
    files_other: '{{count}} files',
    checkpoint: 'Newest checkpoint: number {{n}}, {{time}}.',
    noCheckpoint:
      'Checkpoints stay out: none has been written yet, or you may not see them.',
    unsigned: {
      title: 'Checkpoints are not signed',
      hint: 'No signing key is configured, so whoever can write to the database could rewrite them. Ask whoever runs this portal to set one.',
    },
    keyOnly: {
      one: '{{keys}} is marked TLP:RED and goes in by key only.',
      many: '{{keys}} are marked TLP:RED and go in by key only.',
      hint: 'Title, record and files stay out; the hashes go in, so that the count and the chain still add up.',
      include: 'Include in full',
      exclude: 'Leave the content out',
      reason: 'Why the content goes in',
      reasonHint: 'Everybody who reads the timeline sees the reason.',
    },
    start: 'Make the bundle',
    cancel: 'Cancel the bundle',
    checking: 'Verifying all chains and files',
    packing: 'Packing',
    progress: '{{received}} of about {{total}}',
    progressLabel: 'Progress of the bundle',
    goesOn:
      'Goes on if you close this. The bundle, its sha256 and your name become an entry.',
    done: {
      title: 'The bundle is in your downloads',
      sha256: 'sha256',
      hint: 'Unpack it and run node verify.mjs. The timeline has an entry with the same sha256.',
      again: 'Make another',
    },
    failed: {
      title: 'The bundle stopped',
      empty: 'Nothing usable was downloaded.',
      again: 'Try again',
    },
    forbidden:
      'Bundles need the permission security-incidents.reports.export. Ask whoever administers this portal.',
    running: 'The bundle of {{subject}} is being made',
    finished: 'The bundle of {{subject}} is in your downloads',
    broken: 'The bundle of {{subject}} stopped',
  },
} as const;
