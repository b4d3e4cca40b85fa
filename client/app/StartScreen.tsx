import { useQuery } from '@tanstack/react-query'
import { Frame } from '../core/Frame.tsx'
import { SignIn } from '../people/SignIn.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Welcome } from '../welcome/Welcome.tsx'
import { welcomeApi } from '../welcome/welcome-api.ts'

/** Shown to everybody who is not signed in: a server without a real company offers to look around (also to the second window, which becomes the partner), any other asks who it is. */
export function StartScreen() {
  const welcome = useQuery({ queryKey: ['welcome'], queryFn: () => welcomeApi.getWelcome() })
  if (welcome.isPending) return <Frame><Skeleton lines={5} /></Frame>
  const offer = welcome.data ?? { isEmpty: false, canLookAround: false }
  return <Frame>{offer.canLookAround ? <Welcome canLookAround={offer.canLookAround} /> : <SignIn />}</Frame>
}
