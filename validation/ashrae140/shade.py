"""temporary"""
import numpy as np
from twin.analysis.sun.position import sun_of
_cache={}
def shade(az, weather):
    if az in _cache: return _cache[az]
    sun=sun_of(weather); zen,azi=sun.zenith,sun.azimuth
    al=np.radians(90-zen); rel=np.radians((azi-az+540)%360-180)
    with np.errstate(all='ignore'):
        vpr=np.tan(al)/np.cos(rel); hpr=np.tan(rel)
    front=(np.cos(rel)>0)&(al>0)
    wins=[(0.5,3.5,.2,2.2),(4.5,7.5,.2,2.2)] if az==180 else [(1.5,4.5,.2,2.2)]
    def lit(vpr,hpr,shape):
        tot=np.zeros(shape); n=0
        for x0,x1,z0,z1 in wins:
            for x in np.linspace(x0,x1,25)[:-1]+(x1-x0)/48:
                for z in np.linspace(z0,z1,17)[:-1]+(z1-z0)/32:
                    d=(2.7-z)/np.maximum(vpr,1e-9); X=x+d*hpr
                    if az==180: hit=(d<=1)&(X>=0)&(X<=8)
                    else:
                        dl=np.where(hpr<0,(x0-x)/np.minimum(hpr,-1e-9),(x1-x)/np.maximum(hpr,1e-9)); zz=z+dl*vpr
                        hit=((d<=1)&(X>=x0)&(X<=x1))|((dl<=1)&(zz<=2.7))
                    tot+=~hit; n+=1
        return tot/n
    beam=np.where(front,lit(vpr,hpr,vpr.shape),0)
    n=60
    a=(np.arange(n)+.5)/n*np.pi/2; r=(np.arange(2*n)+.5)/(2*n)*np.pi-np.pi/2
    A,R=np.meshgrid(a,r,indexing='ij'); w=np.cos(A)**2*np.cos(R)
    l=lit(np.tan(A)/np.cos(R),np.tan(R),A.shape)
    _cache[az]=(beam,float((w*l).sum()/w.sum()))
    return _cache[az]
