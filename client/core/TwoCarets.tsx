import styles from './TwoCarets.module.css'

/** A picture of the idea: one page, two companies' carets in it. Decoration only. */
export const TwoCarets = () => (
  <svg viewBox="0 0 460 420" className={styles['picture']} role="presentation">
    <rect x="40" y="24" width="380" height="372" rx="14" className={styles['paper']} />
    <rect x="84" y="72" width="188" height="16" rx="5" className={styles['strong']} />
    <g className={styles['line']}>
      <rect x="84" y="118" width="292" height="9" rx="4" />
      <rect x="84" y="142" width="262" height="9" rx="4" />
      <rect x="84" y="166" width="206" height="9" rx="4" />
      <rect x="84" y="222" width="250" height="9" rx="4" />
      <rect x="84" y="246" width="286" height="9" rx="4" />
      <rect x="84" y="270" width="132" height="9" rx="4" />
      <rect x="110" y="318" width="176" height="9" rx="4" />
      <rect x="110" y="346" width="210" height="9" rx="4" />
    </g>
    <g className={styles['boxes']}>
      <rect x="84" y="314" width="16" height="16" rx="4" />
      <rect x="84" y="342" width="16" height="16" rx="4" />
    </g>
    <path d="m88 322 3.500 3.500 6-7" className={styles['tick']} />
    <g className={styles['one']}>
      <rect x="296" y="160" width="2.500" height="22" rx="1" />
      <rect x="296" y="138" width="30" height="20" rx="5" />
    </g>
    <g className={styles['other']}>
      <rect x="222" y="264" width="2.500" height="22" rx="1" />
      <rect x="222" y="242" width="30" height="20" rx="5" />
    </g>
  </svg>
)
