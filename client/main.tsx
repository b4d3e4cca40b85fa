import './ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { firstLanguage, speak } from './core/i18n.tsx'
import { startServiceWorker } from './core/new-version.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

await speak(firstLanguage())
createRoot(root).render(<StrictMode><App /></StrictMode>)
if (import.meta.env.PROD) startServiceWorker()
