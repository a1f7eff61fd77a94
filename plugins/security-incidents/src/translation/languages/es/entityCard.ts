/** Texts of the entity card, without what it shows of readiness and of parts. */
export const entityCardMessages = {
  entityCard: {
    title: 'Incidentes de seguridad',
    noHistory: 'Todavía sin historial',
    loading: 'incidentes',
    stale: 'la última respuesta',
    failed: {
      title: 'No se sabe ahora qué incidentes están abiertos',
      hint: 'No se pudo cargar; puede haber más. Comunicar una sospecha funciona.',
      hintWithCount_one:
        'No se pudo cargar; puede haber más. Antes había {{count}} abierto. Comunicar una sospecha funciona.',
      hintWithCount_other:
        'No se pudo cargar; puede haber más. Antes había {{count}} abiertos. Comunicar una sospecha funciona.',
    },
    open: 'Abiertos: {{count}}',
    severity: '{{count}} {{severity}}',
    severityOpen: '{{count}} {{severity}}, en curso',
    noneOpen: 'Ninguno abierto',
    lastClosed: 'último cierre:',
    noneClosed: 'ninguno cerrado todavía',
    noneRecorded: 'ninguno registrado todavía',
    moreOpen: '{{count}} más en curso',
    nextAction: {
      title: 'Su próxima acción',
      left: 'quedan {{duration}}',
      over: '{{duration}} de retraso',
      because: {
        role: 'Tiene un rol en él.',
        owner: 'Es propietario del servicio afectado.',
        task: 'El plan le asigna esta tarea.',
      },
      about: '{{incident}}. {{because}}',
      open: 'Abrir {{key}}',
      after: 'Después: {{action}},',
    },
    ledBy: '{{status}}, responsable:',
    nobodyYet: 'nadie todavía',
    openFor: 'abierto {{duration}}',
    owner: 'Propietario',
    ownerMissing:
      'Falta el propietario: no se notificaría a nadie. Indique uno en el archivo catalog-info.',
    plans: { subject: 'planes de respuesta' },
  },
  /** Who watches; the rest is in `detections/watch.ts`. */
  watch: {
    title_one: 'Vigilado por {{count}} fuente',
    title_other: 'Vigilado por {{count}} fuentes',
    trouble_one: '{{count}} con problemas',
    trouble_other: '{{count}} con problemas',
    waiting_one: '{{count}} detección espera',
    waiting_other: '{{count}} detecciones esperan',
    oldest: 'la más antigua {{duration}}',
    decide: 'Decidir',
    see: 'Ver',
  },
  /** The rest is in `followUp/obligations.ts`. */
  obligation: { view: { soonest: 'Obligación más próxima' } },
} as const;
