/** Texts of auditor bundles. */
export const bundleMessages = {
  bundles: {
    open: 'Paquete de auditoría',
    title: 'Paquete de auditoría',
    ofIncident: 'Todo lo que registra {{incident}}, con lo que lo demuestra.',
    ofMany_one: '{{count}} incidente, con lo que lo demuestra.',
    ofMany_other: '{{count}} incidentes, con lo que los demuestra.',
    chosen: 'elegido antes de empezar',
    choose: 'elija qué se incluye',
    merged_one:
      'También incluye {{count}} registro fusionado, que cuenta dentro de otro incidente.',
    merged_other:
      'También incluye {{count}} registros fusionados, que cuentan dentro de otros incidentes.',
    exercises_one:
      'También incluye {{count}} simulacro, que no cuenta como incidente.',
    exercises_other:
      'También incluye {{count}} simulacros, que no cuentan como incidentes.',
    subject: 'el paquete de auditoría',
    contentsFailed: 'No se pudo cargar lo que se incluye',
    whatIsIn: 'Qué contiene',
    about: 'unos {{size}}',
    marking: 'Marcado {{marking}}, el más alto de su contenido.',
    entries_one: '{{count}} entrada de la cronología',
    entries_other: '{{count}} entradas de la cronología',
    part: {
      report: { name: 'report.html', text: 'imprimible, no necesita red' },
      records: {
        name: 'record.json, timeline.jsonl',
        text: 'el expediente y cada entrada con su hash',
      },
      evidence: {
        name: 'evidence/',
        text: 'archivos con sus hashes y su custodia',
      },
      plans: { name: 'plan.json', text: 'el plan tal como se aplicó' },
      followUp: {
        name: 'obligaciones, revisión, escalados',
        text: 'decisiones y lo que las siguió',
      },
      table: { name: 'record.csv', text: 'los datos en forma de tabla' },
      exchange: {
        name: 'ocsf.json, veris.json',
        text: 'para otras herramientas, con atestaciones',
      },
      checkpoints: {
        name: 'checkpoints.jsonl',
        text: 'estados firmados de todas las cadenas, con claves públicas',
      },
      verifier: {
        name: 'verify.mjs',
        text: 'un solo archivo, sin dependencias, con instrucciones',
      },
    },
    files_one: '{{count}} archivo',
    files_other: '{{count}} archivos',
    checkpoint: 'Último punto de control: número {{n}}, {{time}}.',
    noCheckpoint:
      'No se incluyen puntos de control: todavía no se ha escrito ninguno o usted no puede verlos.',
    unsigned: {
      title: 'Los puntos de control no están firmados',
      hint: 'No hay ninguna clave de firma configurada, así que quien pueda escribir en la base de datos podría reescribirlos. Pida a quien administra este portal que configure una.',
    },
    keyOnly: {
      one: '{{keys}} está marcado TLP:RED y entra solo con su clave.',
      many: '{{keys}} están marcados TLP:RED y entran solo con su clave.',
      hint: 'El título, el expediente y los archivos quedan fuera; los hashes se incluyen para que el recuento y la cadena sigan cuadrando.',
      include: 'Incluir completo',
      exclude: 'Dejar fuera el contenido',
      reason: 'Por qué se incluye el contenido',
      reasonHint: 'Todos los que leen la cronología ven el motivo.',
    },
    start: 'Crear el paquete',
    cancel: 'Cancelar el paquete',
    checking: 'Verificando todas las cadenas y archivos',
    packing: 'Empaquetando',
    progress: '{{received}} de unos {{total}}',
    progressLabel: 'Progreso del paquete',
    goesOn:
      'Continúa aunque cierre esto. El paquete, su sha256 y el nombre de usted quedan como una entrada.',
    done: {
      title: 'El paquete está en sus descargas',
      sha256: 'sha256',
      hint: 'Descomprímalo y ejecute node verify.mjs. La cronología tiene una entrada con el mismo sha256.',
      again: 'Crear otro',
    },
    failed: {
      title: 'El paquete se detuvo',
      empty: 'No se descargó nada utilizable.',
      again: 'Reintentar',
    },
    forbidden:
      'Los paquetes requieren el permiso security-incidents.reports.export. Pídalo a quien administra este portal.',
    running: 'Se está creando el paquete de {{subject}}',
    finished: 'El paquete de {{subject}} está en sus descargas',
    broken: 'El paquete de {{subject}} se detuvo',
  },
} as const;
